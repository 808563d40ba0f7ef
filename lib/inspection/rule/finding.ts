import type { RunsOn } from '../model/versions-known';

/** How bad a finding is: an `error` is refused, lost or broken for certain; a `warning` is a risk; `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** The severities, the worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** The object that a finding is about. */
export interface FindingObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default none: the object names no namespace */
  readonly namespace?: string;
  readonly name: string;
}

/** One thing that is wrong. */
export interface Finding {
  /** The rule that found it, as `api/image`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly object: FindingObject;
  /** Where in the object, as `spec.containers[0].image`; empty for the object as a whole. */
  readonly path: string;
  /** The file that holds the object. @default not known */
  readonly file?: string;
  /** The line in that file, from 1. @default not known */
  readonly line?: number;
  /** The column in that line, from 1. @default not known */
  readonly column?: number;
  /** What is wrong, and the value that was met. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The path of the construct that made the object. @default not known */
  readonly construct?: string;
  /** Where in the code that construct was made, as `main.ts:12:3`. @default not known */
  readonly source?: string;
}

/** How many findings there are of each severity, and what was looked at. */
export interface Summary {
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that an annotation has silenced. */
  readonly suppressed: number;
}

/** What an inspection gives: the JSON report is this object. */
export interface InspectionResult {
  readonly summary: Summary;
  /** The Kubernetes versions that know every kind and field of the manifests, and what decides it. */
  readonly runsOn: RunsOn;
  readonly findings: readonly Finding[];
}
