/** Whether standard output shows colours: a terminal does, unless NO_COLOR or FORCE_COLOR says otherwise. */
export function showsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') {
    return false;
  }
  return FORCE_COLOR !== undefined ? FORCE_COLOR !== '0' : process.stdout.isTTY && TERM !== 'dumb';
}

/** Writes to standard output. Resolved when all of the text has been taken; a reader that has gone away is no failure. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    const gone = (error: NodeJS.ErrnoException): void => (error.code === 'EPIPE' ? done() : failed(error));
    process.stdout.once('error', gone);
    process.stdout.write(text, () => {
      process.stdout.off('error', gone);
      done();
    });
  });
}
