/** Ends a wait that would never end, and says what was waited for. */

const defaultLimitMs = 10_000;

/** @throws Error (rejects) after the limit; else whatever `work` comes to */
export async function within<T>(what: string, work: Promise<T>, limitMs = defaultLimitMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what}: nothing came within ${limitMs / 1000} s.`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
