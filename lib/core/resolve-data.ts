import { ResolutionContext, type ApiObject, type IResolver } from './cdk8s';

/** Resolvers that every app of cdk8s has: for Lazy, for implicit tokens, for unions of number and string. */
const builtInResolvers = 3;

/** Whether the app of an object has resolvers of its own, which may replace any value. */
export function hasOwnResolvers(object: ApiObject): boolean {
  return resolversOf(object).length > builtInResolvers;
}

/** Puts what the app's resolvers say in the place of each value, as cdk8s does for its own objects. */
export function resolveData(object: ApiObject, data: unknown): unknown {
  return resolve(object, resolversOf(object), [], data);
}

function resolversOf(object: ApiObject): readonly IResolver[] {
  return (object.node.root as { resolvers?: readonly IResolver[] }).resolvers ?? [];
}

function resolve(object: ApiObject, resolvers: readonly IResolver[], key: string[], value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const context = new ResolutionContext(object, key, value);
  for (const resolver of resolvers) {
    resolver.resolve(context);
    if (context.replaced) return resolve(object, resolvers, key, context.replacedValue);
  }
  if (Array.isArray(value)) return value.map((each, i) => resolve(object, resolvers, [...key, String(i)], each));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, resolve(object, resolvers, [...key, name], each)]),
  );
}
