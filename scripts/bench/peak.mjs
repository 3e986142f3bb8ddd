// Loaded before a measured program: as it ends, it tells its peak of memory, in KiB, on descriptor 3.
import { readFileSync, writeSync } from 'node:fs';

/** Linux hands a child the `maxRSS` of its parent; the peak of the program itself stands in /proc. */
const peak = () => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};

process.on('exit', () => writeSync(3, String(peak())));
