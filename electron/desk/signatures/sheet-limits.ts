/** 60 million pixels: a scanner at 600 dots an inch makes 35 of A4. More would only fill the memory. */
export const mostPixels = 60_000_000;
