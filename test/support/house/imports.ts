import { violation, type Source } from './source';

/** The rooms that build, from the ground up: each may use those below it, and none beside or above it. */
const floors: readonly (readonly string[])[] = [
  ['core'],
  ['parts'],
  ['pod'],
  ['companions'],
  ['workloads'],
  ['data', 'network'],
  ['delivery', 'platform', 'watching'],
];

const building = floors.flat();

/** What each room may use beside itself. */
const uses = new Map<string, readonly string[]>([
  ...floors.flatMap((rooms, floor) => rooms.map((room) => [room, floors.slice(0, floor).flat()] as const)),
  // An app is inspected before it writes anything.
  ['synthesis', ['core', 'inspection']],
  ['inspection', []],
  ['migration', ['core', 'inspection']],
  ['testing', ['synthesis', 'inspection']],
  // The command line shows errors as the constructs do, and drives the others.
  ['cli', ['core', 'synthesis', 'inspection', 'migration']],
  ['index', [...building, 'synthesis', 'inspection', 'migration']],
  ['examples', ['index', ...building]],
  ['main', ['index', 'examples']],
]);

/** Single files that stand outside of their room's limits, with the rooms that may use them. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'lib/core/nearest.ts': ['inspection'],
  'lib/core/cron-expression.ts': ['inspection'],
  'lib/core/time-zone.ts': ['inspection'],
  // The command that writes the lock file knows its form, and the names of images, by the same code as its reader.
  'lib/delivery/image-lock-file.ts': ['cli'],
  'lib/parts/image-reference.ts': ['cli'],
};

/** The room of a file, or undefined where the house has none for it. */
function roomOf(path: string): string | undefined {
  if (path === 'main.ts') return 'main';
  if (path === 'lib/index.ts') return 'index';
  const room = /^lib\/([^/]+)\/./.exec(path)?.[1];
  return room !== undefined && uses.has(room) ? room : undefined;
}

/** Files outside of the rooms, and imports that run against their order. */
export function directionViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    if (room === undefined) {
      return [violation(source, 1, 'the house has no such room', `use one of ${[...uses.keys()].join(', ')}`)];
    }
    const allowed = uses.get(room) ?? [];
    return source.links.flatMap(({ target, line, typeOnly }) => {
      if (target === undefined) return [];
      if (target.startsWith('imports/')) {
        return typeOnly
          ? []
          : [violation(source, line, `loads ${target}`, 'take its types only: import type … from imports/')];
      }
      const other = roomOf(target);
      const fine = other === room || (other !== undefined && allowed.includes(other)) || shared[target]?.includes(room);
      const fix = `${room} may use ${allowed.length === 0 ? 'nothing else' : allowed.join(', ')}`;
      return fine === true ? [] : [violation(source, line, `${room} may not use ${target}`, fix)];
    });
  });
}

/** Files that import each other, directly or through others, be it for types only. */
export function cycleViolations(sources: readonly Source[]): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (source: Source, way: readonly string[]): void => {
    const start = way.indexOf(source.path);
    if (start >= 0) {
      const circle = [...way.slice(start), source.path].join(' → ');
      found.push(violation(source, 1, `imports itself: ${circle}`, 'move what both need into a file of its own'));
      return;
    }
    if (done.has(source.path)) return;
    for (const { target } of source.links) {
      const next = target === undefined ? undefined : byPath.get(target);
      if (next !== undefined) visit(next, [...way, source.path]);
    }
    done.add(source.path);
  };
  for (const source of sources) visit(source, []);
  return found;
}

const cdk8sDoor = 'lib/core/cdk8s.ts';

/** Packages that are loaded where they should not be: they cost every start of every user. */
export function packageViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) =>
    source.links.flatMap(({ specifier, line, typeOnly }) => {
      if (typeOnly) return [];
      if (/^cdk8s-plus-\d+($|\/)/.test(specifier)) {
        return [violation(source, line, `loads ${specifier}`, 'take its types only: import type')];
      }
      if (/^cdk8s($|\/)/.test(specifier) && source.path !== cdk8sDoor) {
        return [violation(source, line, `loads ${specifier}`, `take its classes from ${cdk8sDoor}, or types only`)];
      }
      return [];
    }),
  );
}
