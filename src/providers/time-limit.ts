/**
 * A signal that is aborted after a time, or when another is. Its timer is cleared with it: those of
 * `AbortSignal.timeout` hold on to every request until its time would have been over.
 */
export const timeLimit = (ms: number, outer?: AbortSignal) => {
  const controller = new AbortController();
  let late = false;
  const stop = () => controller.abort();
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, ms);
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted === true) stop();
  return {
    signal: controller.signal,
    isLate: () => late,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
};
