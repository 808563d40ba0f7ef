import { accessRelations } from './access-relations';
import { admissionRelations } from './admission-relations';
import { deviceRelations } from './device-relations';
import { definitionKey } from './field-classes';
import { objectMeta } from './metadata-relations';
import { networkRelations } from './network-relations';
import { objectRelations } from './object-relations';
import { podRelations } from './pod-relations';
import type { Relation } from './relation';
import { tolerationRelations } from './toleration-relations';

const relations: Readonly<Record<string, Relation>> = {
  ...accessRelations,
  ...admissionRelations,
  ...deviceRelations,
  ...networkRelations,
  ...objectRelations,
  ...podRelations,
  ...tolerationRelations,
  objectmeta: objectMeta,
};

/** What the fields of a definition ask of each other; undefined where they do not. */
export function relationOf(definition: string): Relation | undefined {
  const key = definitionKey(definition);
  return Object.hasOwn(relations, key) ? relations[key] : undefined;
}
