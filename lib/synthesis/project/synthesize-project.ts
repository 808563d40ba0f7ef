import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DrydockError } from '../../core/errors';
import { runApp } from '../launch/run-app';
import type * as HelmScaffold from './helm-scaffold';
import type { HelmVersions } from './helm-scaffold';
import { findManifests, OutputFolder } from './output-folder';
import type { ValidationConfig } from './project-config';

/** What to synthesize, and how. */
export interface ProjectSynthesis {
  /** Folder of the project. */
  readonly project: string;
  /** Command that runs the app. */
  readonly command: string;
  /** Whether to run the very command, and not what does the same in less time. */
  readonly asIs: boolean;
  /** Versions of the Helm chart to make. @default - plain manifests are made */
  readonly helm?: HelmVersions;
  /** Validation plugins to run. */
  readonly validations: readonly ValidationConfig[];
  /** Folder in which `cdk8s synth` installs plugins. */
  readonly pluginsFolder: string;
  /** File to write the reports of the plugins to. @default - none */
  readonly reportsFile?: string;
  /** Ends the app before its time. @default - it ends by itself */
  readonly signal?: AbortSignal;
  /** Tells the user something. */
  log(message: string): void;
}

/** What a synthesis has come to: `refused` when a validation plugin found something to fail for. */
export type SynthesisOutcome = 'done' | 'refused';

/**
 * Synthesizes a project into a folder beside the output folder, and swaps it in when all went well.
 *
 * @param output path of the output folder, as the user wrote it.
 * @throws DrydockError when the app fails or writes nothing, and whatever a validation plugin throws: the output folder
 * is left as it was, as it is when a plugin refuses.
 */
export async function synthesizeToFolder(synthesis: ProjectSynthesis, output: string): Promise<SynthesisOutcome> {
  const folder = new OutputFolder(output, synthesis.project);
  const remove = closeAtExit(() => folder.close());
  try {
    synthesis.log('Synthesizing application');
    const show = (path: string): string => path.replace(folder.fresh, output);
    const manifests = await run(synthesis, begin(synthesis, folder.fresh), output);
    for (const manifest of manifests) {
      synthesis.log(`  - ${show(manifest)}`);
    }
    if (!(await validate(synthesis, { folder: folder.fresh, manifests, stdout: false, show }))) {
      return 'refused';
    }
    folder.swapIn();
    return 'done';
  } finally {
    remove();
  }
}

/**
 * Synthesizes a project into one text, with the manifests in the order of their files.
 *
 * @param print is given the text, when all went well.
 * @throws DrydockError when the app fails, and whatever a validation plugin throws.
 */
export async function synthesizeToText(
  synthesis: ProjectSynthesis,
  print: (text: string) => Promise<void>,
): Promise<SynthesisOutcome> {
  const room = mkdtempSync(join(tmpdir(), 'drydock-'));
  const remove = closeAtExit(() => rmSync(room, { recursive: true, force: true }));
  try {
    const folder = join(room, 'manifests');
    const manifests = await run(synthesis, folder, 'manifests');
    if (!(await validate(synthesis, { folder, manifests, stdout: true, show: () => 'STDOUT' }))) {
      return 'refused';
    }
    // What lists files is no manifest, and a text has no files.
    const objects = manifests.filter((manifest) => basename(manifest) !== 'kustomization.yaml');
    const texts = objects.map((manifest) => readFileSync(manifest, 'utf8')).filter((text) => text !== '');
    await print(texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n'));
    return 'done';
  } finally {
    remove();
  }
}

/** The folder that the app is to write to. */
function begin({ helm, project }: ProjectSynthesis, folder: string): string {
  if (helm === undefined) {
    return folder;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only where a chart is made
  const { beginHelmChart } = require('./helm-scaffold') as typeof HelmScaffold;
  return beginHelmChart(folder, project, helm);
}

async function run(synthesis: ProjectSynthesis, folder: string, output: string): Promise<string[]> {
  const { command, project, asIs, validations, signal } = synthesis;
  const record = process.env.CDK8S_RECORD_CONSTRUCT_METADATA ?? String(validations.length > 0);
  const environment = { CDK8S_OUTDIR: folder, CDK8S_RECORD_CONSTRUCT_METADATA: record };
  await runApp({ command, project, asIs, environment, ...(signal === undefined ? {} : { signal }) });
  if (!existsSync(folder)) {
    throw new DrydockError({ path: '', type: `app command '${command}'` }, [
      `wrote nothing to '${output}'; call synth() on the App, and give it no 'outdir' of its own`,
    ]);
  }
  const manifests = findManifests(folder);
  if (manifests.length === 0) {
    console.error('No manifests synthesized');
  }
  return manifests;
}

interface Manifests {
  readonly folder: string;
  readonly manifests: readonly string[];
  readonly stdout: boolean;
  show(path: string): string;
}

async function validate(synthesis: ProjectSynthesis, manifests: Manifests): Promise<boolean> {
  if (synthesis.validations.length === 0) {
    return true;
  }
  // Loaded only where there is a plugin.
  const { runValidations } = await import('./validation-plugins.js');
  const { validations, project, pluginsFolder, reportsFile } = synthesis;
  const log = (message: string): void => synthesis.log(message);
  return runValidations(validations, { ...manifests, project, pluginsFolder, reportsFile, log });
}

/** Does something at the end, be it that of the function that asks for it or that of the process. */
function closeAtExit(close: () => void): () => void {
  process.once('exit', close);
  return () => {
    process.off('exit', close);
    close();
  };
}
