import { largestText } from '../inspection/reading/yaml-source';

/**
 * The text of standard input.
 *
 * @throws an error where it is longer than what is ever read
 */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    if (size > 4 * largestText) {
      throw new Error(`standard input is longer than ${4 * largestText} bytes, which is not read; split it`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

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
    process.stdout.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? done() : failed(error)));
    process.stdout.write(text, () => done());
  });
}
