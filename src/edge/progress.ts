type Screen = { isTTY?: boolean; write(text: string): unknown };

/** One line that tells how far a run is; on a terminal only, and never in CI. */
export const showProgress = (screen: Screen, wanted: boolean) => {
  const shows = wanted && screen.isTTY === true;
  return {
    tell(target: string, done: number): void {
      if (shows) screen.write(`\r\u001B[K${target}: ${done} runs done`);
    },
    clear(): void {
      if (shows) screen.write('\r\u001B[K');
    },
  };
};
