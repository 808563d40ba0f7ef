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
