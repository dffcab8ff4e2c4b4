/** By its beginning, or as it calls itself: one that is cut off or empty is then told as a PDF that cannot be opened. */
export async function isPdf(file: File): Promise<boolean> {
  if (file.type === 'application/pdf' || /\.pdf$/iu.test(file.name)) return true;
  try {
    return (await file.slice(0, 5).text()) === '%PDF-';
  } catch {
    return false;
  }
}
