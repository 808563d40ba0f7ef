import { violation, type Source } from './source';

/** The rooms that build, from the ground up: each may use those below it, and none beside or above it. */
const floors: readonly (readonly string[])[] = [
  ['core'],
  ['parts'],
  ['pod'],
  ['companions'],
  ['workloads'],
  ['data', 'network'],
  ['delivery', 'platform', 'observability'],
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

/** The rooms within a large room, from the ground up: each may use those below it; what stands beside them may use all. */
const subRooms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'lib/inspection': [
    ['formats'],
    ['reading'],
    ['schema'],
    ['model'],
    ['rule'],
    ['rules', 'change-guard'],
    ['policy'],
    ['engine'],
    ['report'],
    ['input'],
    ['plugin'],
  ],
  'lib/parts': [
    ['configuration', 'containers', 'images', 'scheduling', 'access'],
    ['storage'],
    ['cloud'],
    ['certificates'],
    ['routing'],
    ['release', 'observability'],
  ],
};

/** Single files that stand outside of their room's limits, with the rooms that may use them. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'lib/core/text/nearest.ts': ['inspection'],
  'lib/core/kubernetes/cluster-scoped.ts': ['inspection'],
  'lib/core/text/cron-expression.ts': ['inspection'],
  'lib/core/text/time-zone.ts': ['inspection'],
  'lib/core/text/printable.ts': ['inspection'],
  // The command that writes the lock file knows its form, and the names of images, by the same code as its reader.
  'lib/delivery/image-lock-file.ts': ['cli'],
  'lib/parts/images/image-reference.ts': ['cli'],
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

/** Imports against the order of the rooms within a large room, and folders there that the order does not name. */
export function subRoomViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const room = Object.keys(subRooms).find((each) => source.path.startsWith(`${each}/`));
    if (room === undefined) return [];
    const floors = subRooms[room] ?? [];
    const placeOf = (path: string): { readonly name: string; readonly floor: number } | undefined => {
      const name = new RegExp(`^${room}/([^/]+)/`).exec(path)?.[1];
      return name === undefined ? undefined : { name, floor: floors.findIndex((names) => names.includes(name)) };
    };
    const own = placeOf(source.path);
    if (own === undefined) return [];
    if (own.floor < 0) {
      return [violation(source, 1, `${room} has no room ${own.name}`, `use one of ${floors.flat().join(', ')}`)];
    }
    return source.links.flatMap(({ target, line }) => {
      if (target?.startsWith(`${room}/`) !== true) return [];
      const other = placeOf(target);
      if (other?.name === own.name || (other === undefined ? target !== `${room}/index.ts` : other.floor < own.floor)) {
        return [];
      }
      const fix = `${own.name} may use ${floors.slice(0, own.floor).flat().join(', ') || 'nothing else'}`;
      return [violation(source, line, `${own.name} may not use ${target}`, fix)];
    });
  });
}

/** Exemptions of single files that nobody uses. */
export function unusedExemptions(sources: readonly Source[]): readonly string[] {
  return Object.entries(shared).flatMap(([path, rooms]) =>
    rooms
      .filter(
        (room) =>
          !sources.some((source) => roomOf(source.path) === room && source.links.some(({ target }) => target === path)),
      )
      .map((room) => `${path}: ${room} does not use it; take the exemption out of test/support/house/imports.ts`),
  );
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
