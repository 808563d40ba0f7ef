// What the declarations cannot say (integers, patterns, lengths, ranges) is asked of the packages' compiled validators:
// each place of the schema is given values that break whatever rule it may have, and the complaints name the rules.

/** More than any limit of these APIs, few enough to be judged quickly. */
const MANY_ITEMS = 1100;
const MANY_KEYS = 5000;
/** No pattern but one that allows everything goes far into it, so the length costs nothing. */
const LONG_STRING = '\u0000'.repeat(1 << 19);

/** Values to try by declared type: the wrong type first, then what lies outside any limit. */
const PROBES = {
  string: [1, '', '\u0000', LONG_STRING],
  number: ['x', 0.5, -1e300, 1e300],
  boolean: ['x'],
  array: [1, [], Array(MANY_ITEMS).fill(null)],
  object: [1, {}],
  map: [1, {}, Object.fromEntries(Array.from({ length: MANY_KEYS }, (_, index) => [`k${index}`, null]))],
  intOrString: [{}, '\u0000'],
};

/** Formats that a CustomResourceDefinition knows and that say more than the Go type's width. */
const KNOWN_FORMATS = new Set(['date-time', 'duration', 'cidr', 'uri', 'ipv4', 'ipv6', 'byte']);

/**
 * Adds to a schema what the validator enforces.
 *
 * @param {object} schema the declared one, changed in place
 * @param {(value: unknown) => object[]} complaints the validator's errors about a value
 * @param {string} name of the kind, for errors
 * @param {Set<string>} opaque properties of the object itself to leave as they are
 * @throws when validator and declarations contradict each other
 */
export function addValidatorFacts(schema, complaints, name, opaque) {
  const isOpaque = ([first]) => opaque.has(first);
  visit(schema, [], (node, path) => {
    if (isOpaque(path)) return;
    const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    for (const probe of PROBES[probeKind(node)] ?? []) {
      for (const error of complaints(valueAt(path, probe))) {
        if (error.instancePath === pointer) addFact(node, error, probe, `${name}${pointer}`);
      }
    }
  });
}

/** Calls back for every node whose place can be reached by a value. */
function visit(node, path, callback) {
  callback(node, path);
  for (const [name, child] of Object.entries(node.properties ?? {})) visit(child, [...path, name], callback);
  if (node.items) visit(node.items, [...path, 0], callback);
  if (node.additionalProperties) visit(node.additionalProperties, [...path, 'key'], callback);
}

function probeKind(node) {
  if (node['x-kubernetes-int-or-string']) return 'intOrString';
  return node.type === 'object' && !node.properties ? 'map' : node.type;
}

/** A value that has nothing but the way to one place, and there the probe. */
function valueAt(path, probe) {
  return path.reduceRight((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), probe);
}

function addFact(node, { keyword, params }, probe, place) {
  switch (keyword) {
    case 'type':
      return addType(node, [params.type].flat(), place);
    case 'required':
      if (!node.properties?.[params.missingProperty]) {
        throw new Error(`${place}: the validator requires '${params.missingProperty}', which is not declared`);
      }
      node.required = [...new Set([...(node.required ?? []), params.missingProperty])].sort();
      return;
    case 'enum':
      node.enum ??= params.allowedValues;
      return;
    case 'pattern':
      node.pattern = params.pattern;
      return;
    case 'format':
      if (KNOWN_FORMATS.has(params.format)) node.format = params.format;
      return;
    case 'minimum':
    case 'maximum':
      node[keyword] = params.limit;
      return;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      node[keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum'] = params.limit;
      node[keyword] = true;
      return;
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      node[keyword] = params.limit;
      return;
    case 'multipleOf':
      node.multipleOf = params.multipleOf;
      return;
    case 'anyOf':
    case 'oneOf':
      if (node['x-kubernetes-int-or-string']) return;
    // Falls through: no other choice is in these APIs, and one that came would have to be carried over.
    default:
      throw new Error(`${place}: unknown complaint '${keyword}' about ${JSON.stringify(probe).slice(0, 40)}`);
  }
}

function addType(node, types, place) {
  const wanted = types.filter((type) => type !== 'null');
  if (node.type === 'number' && wanted.join() === 'integer') node.type = 'integer';
  else if (node.type !== undefined && wanted.join() !== node.type) {
    throw new Error(`${place}: declared as '${node.type}', but the validator wants '${wanted.join(' or ')}'`);
  }
}
