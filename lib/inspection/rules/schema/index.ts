import { engineRule, type Rule } from '../../rule/rule';
import { notServed } from './not-served';
import { unknownKind } from './unknown-kind';

/** The check against the schema is one walk (schema/validator.ts); these are the things that it tells apart. */
export const schemaRules: readonly Rule[] = [
  engineRule('schema/unknown-field', 'a field that the kind does not have, so that the cluster refuses or drops it'),
  engineRule('schema/missing-required', 'a field that the kind cannot do without'),
  engineRule('schema/wrong-type', 'a value of the wrong type, as a number where a string is due'),
  engineRule('schema/bad-enum', 'a value that is not one of those the field allows'),
  engineRule('schema/bad-quantity', 'an amount of a resource that the cluster cannot read'),
  engineRule(
    'schema/bad-int-or-string',
    'a value that is neither a whole number nor a string where the field wants one of the two',
  ),
  engineRule('schema/crd-invalid', 'a value of a custom resource that its definition does not allow'),
  unknownKind,
  notServed,
];
