/**
 * What PowerShell runs to hand bytes to the spooler of Windows as they are (data type RAW), past the printer's driver. The printer's name
 * comes in the environment and the bytes as base64 on standard input: nothing a person typed is ever part of the script, and the
 * paper lies in no file of ours. Answers one line of JSON. Written after winspool.h; it could not be run where it was written.
 */
export const spoolerScript = `
$ErrorActionPreference = 'Stop'
function Say($answer) { [Console]::Out.WriteLine((ConvertTo-Json -Compress $answer)) }
$name = $env:TONGBAN_PRINTER
switch ($env:TONGBAN_ASK) {
  'list' {
    $names = @(Get-CimInstance Win32_Printer | ForEach-Object { $_.Name })
    Say @{ printers = $names }
  }
  'state' {
    $one = Get-CimInstance Win32_Printer | Where-Object { $_.Name -eq $name }
    if ($null -eq $one) { Say @{ isThere = $false; isOffline = $true; fault = 0 } }
    else { Say @{ isThere = $true; isOffline = [bool]$one.WorkOffline; fault = [int]$one.DetectedErrorState } }
  }
  'print' {
    Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class TongbanSpool {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class DocInfo { public string Name; public string Output; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern int StartDocPrinter(IntPtr printer, int level, [In] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool ClosePrinter(IntPtr printer);
}
'@
    $bytes = [Convert]::FromBase64String([Console]::In.ReadToEnd())
    $printer = [IntPtr]::Zero
    if (-not [TongbanSpool]::OpenPrinter($name, [ref]$printer, [IntPtr]::Zero)) { Say @{ state = 'missing' }; exit 0 }
    try {
      $info = New-Object TongbanSpool+DocInfo
      $info.Name = 'tongban'
      $info.Type = 'RAW'
      $job = [TongbanSpool]::StartDocPrinter($printer, 1, $info)
      if ($job -eq 0) { Say @{ state = 'rejected' }; exit 0 }
      $written = 0
      $isOut = [TongbanSpool]::StartPagePrinter($printer) -and [TongbanSpool]::WritePrinter($printer, $bytes, $bytes.Length, [ref]$written)
      [void][TongbanSpool]::EndPagePrinter($printer)
      [void][TongbanSpool]::EndDocPrinter($printer)
      if (-not $isOut -or $written -ne $bytes.Length) { Say @{ state = 'cut' }; exit 0 }
    } finally { [void][TongbanSpool]::ClosePrinter($printer) }
    for ($look = 0; $look -lt [int]$env:TONGBAN_LOOKS; $look++) {
      $waiting = @(Get-CimInstance Win32_PrintJob | Where-Object { $_.JobId -eq $job -and $_.Name.StartsWith($name + ',') })
      if ($waiting.Count -eq 0) { Say @{ state = 'printed' }; exit 0 }
      Start-Sleep -Milliseconds 500
    }
    Say @{ state = 'waiting' }
  }
}
`;
