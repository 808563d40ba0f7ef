import { engineRule, type Rule } from '../../rule/rule';

/** What the fields of a definition are asked beyond their types; the walk along the schema finds them (schema/fields/). */
export const fieldRules: readonly Rule[] = [
  engineRule('api/empty-value', 'an empty text, list or map where the API server asks for a value'),
  engineRule('api/field-format', 'a text that has not the form which the API server asks of its field'),
  engineRule('api/field-range', 'a number, or a number of items, that the API server does not take'),
  engineRule('api/duplicate-entry', 'an item that stands twice in a list whose items must differ'),
  engineRule('api/union', 'fields of which there must be one, or one at most, and are none or several'),
  engineRule('api/toleration', 'a toleration whose key, operator, value, effect and seconds contradict each other'),
  engineRule('api/field-conflict', 'a field that contradicts another one of the object'),
];
