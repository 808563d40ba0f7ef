import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absolutePath, anyText, dataKey, dnsLabel, dnsSubdomain, flag, mapOf, oneOf } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';

/** How pods notice that a configuration has changed. */
export enum ConfigRollout {
  /**
   * The pods' template carries a checksum of the content, so that a change rolls the pods: those of a Deployment,
   * StatefulSet or DaemonSet. What nothing replaces when its template changes (Jobs, bare Pods and ReplicaSets) carries none.
   */
  CHECKSUM = 'checksum',
  /** The ConfigMap is immutable and has a hash of the content in its name: old pods keep the old content until they go. */
  IMMUTABLE = 'immutable',
  /** They do not: files change below the running pods, in time, and variables when pods are started again. */
  NONE = 'none',
}

/** Where configuration files go. */
export interface ConfigFilesOptions {
  /** Directory in the container: an absolute path. */
  readonly mountPath: string;
  /** Name of the ConfigMap that holds them. @default - the workload's name and the last part of mountPath */
  readonly name?: string;
  /** Whether each file is mounted by itself, beside what the image has in the directory, rather than in its place. @default false */
  readonly besideImageFiles?: boolean;
  /** Name of the volume in the pod. @default - the last part of mountPath */
  readonly volumeName?: string;
  /** How pods notice a change. @default ConfigRollout.CHECKSUM, and NONE in the plain profile */
  readonly rollout?: ConfigRollout;
}

const configFilesOptions: Shape<ConfigFilesOptions> = {
  mountPath: required(absolutePath),
  name: dnsSubdomain,
  besideImageFiles: flag,
  volumeName: dnsLabel,
  rollout: oneOf(Object.values(ConfigRollout)),
};

const maximumBytes = 1048576;

/** Configuration files of a container, kept in a ConfigMap. */
export class ConfigFiles implements Checked {
  /**
   * Files whose text is given.
   *
   * @param files text by file name.
   * @param options where they go.
   */
  static of(files: { readonly [name: string]: string }, options: ConfigFilesOptions): ConfigFiles {
    return new ConfigFiles(() => files, options);
  }

  /**
   * The files of a folder, read at synth; folders in it are an error.
   *
   * @param folder path of the folder, from the working directory.
   * @param options where they go.
   */
  static fromFolder(folder: string, options: ConfigFilesOptions): ConfigFiles {
    return new ConfigFiles(() => readFolder(folder), options);
  }

  private read: { readonly [name: string]: string } | undefined;

  private constructor(
    private readonly source: () => { readonly [name: string]: string },
    /** @internal */
    readonly _options: ConfigFilesOptions,
  ) {}

  /** The files' text by name. @internal */
  get _files(): { readonly [name: string]: string } {
    this.read ??= this.source();
    return this.read;
  }

  /** SHA-256 of names and contents, in hexadecimal. @internal */
  get _checksum(): string {
    const hash = createHash('sha256');
    for (const name of Object.keys(this._files).sort()) hash.update(`${name}\0${this._files[name]}\0`);
    return hash.digest('hex');
  }

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this._options, configFilesOptions, at);
    const { name, rollout } = this._options ?? {};
    if (rollout === ConfigRollout.IMMUTABLE && typeof name === 'string' && name.length > 242 && name.length <= 253) {
      at.at('name').add(`must leave 11 of 253 characters to the hash, got ${name.length} characters`, 'shorten it');
    }
    let files: { readonly [name: string]: string };
    try {
      files = this._files;
    } catch (error) {
      return at.add(`cannot be read: ${(error as Error).message}`);
    }
    const before = at.count;
    mapOf(dataKey, anyText).test(files, at.at('files'));
    if (at.count > before) return;
    const names = Object.keys(files);
    if (names.length === 0) at.add('has no files');
    const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(name) + Buffer.byteLength(files[name] ?? ''), 0);
    if (bytes > maximumBytes)
      at.add(`must be at most ${maximumBytes} bytes in all, got ${bytes}`, 'split it, or put it into the image');
  }
}

function readFolder(folder: string): { readonly [name: string]: string } {
  const files: { [name: string]: string } = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!lstatSync(path).isFile()) throw new Error(`${path} is not a file`);
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) throw new Error(`${path} is not UTF-8 text`);
    files[name] = text;
  }
  return files;
}
