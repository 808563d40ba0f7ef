import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What the validators of the packages that publish custom resources say against some objects; a line a complaint. */
export function complaintsOf(objects: readonly object[]): readonly string[] {
  const script = join(__dirname, '..', 'imports', 'validate.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify(objects),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the validators did not run: ${stderr}`);
  const answers = JSON.parse(stdout) as readonly (readonly { readonly path: string; readonly keyword: string }[])[];
  if (answers.length !== objects.length) throw new Error(`${objects.length} objects and ${answers.length} answers`);
  return answers.flatMap((complaints, i) =>
    complaints.map(({ path, keyword }) => `${(objects[i] as { kind: string }).kind} ${path} ${keyword}`),
  );
}
