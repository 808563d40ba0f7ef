// Types are tested too: a line below @ts-expect-error that compiles is an error of `npm run typecheck`.
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  App,
  Chart,
  ConfigMap,
  DrydockError,
  Folder,
  ImageCatalog,
  SecretSource,
  SecurityProfile,
  SecurityProfiles,
  StatefulService,
  StorageClass,
  StorageProvisioner,
  WebService,
} from '../../lib';
import { Environment } from '../../lib/delivery/environment';
import { Environments } from '../../lib/delivery/environments';
import { CloudTarget, CloudTargets } from '../../lib/parts/cloud/cloud-target';
import { passportGoEnvironments } from '../../lib/examples/passport-go';
import { messageOf } from '../support/synthesize';

const environments = Environments.of('dev', 'staging', 'production');

interface Values {
  readonly image: string;
  readonly replicas: number;
  readonly hosts: readonly string[];
  readonly size: { readonly memory: string; readonly disk: { readonly class: string } };
}

const dev: Values = {
  image: 'web:3',
  replicas: 1,
  hosts: ['dev.test'],
  size: { memory: '1Gi', disk: { class: 'hdd' } },
};
const staging: Values = { ...dev, image: 'web:2', hosts: [] };
const production: Values = { ...staging, replicas: 3, size: { memory: '4Gi', disk: { class: 'ssd' } } };

/** The texts of the files that an app makes, by name. */
function filesOf(app: App): Readonly<Record<string, string>> {
  return Object.fromEntries(app.synthesize().map(({ path, text }) => [path, text]));
}

/** What is thrown when values come from JavaScript, where no compiler looks at them. */
function refusal(values: unknown, options?: unknown): string {
  return messageOf(() =>
    environments.values(values as Record<'dev' | 'staging' | 'production', Values>, options as object),
  );
}

describe('environments', () => {
  test('are folders of one app, in the order of their names', () => {
    const app = new App();
    const made = environments.on(app);
    expect(made.map(({ name, path }) => [name, path])).toEqual([
      ['dev', 'dev'],
      ['staging', 'staging'],
      ['production', 'production'],
    ]);
    for (const environment of made) {
      new ConfigMap(new Chart(environment, 'web'), 'config', { name: 'web', data: { ENV: environment.name } });
    }
    expect(filesOf(app)).toEqual(
      Object.fromEntries(
        ['dev', 'staging', 'production'].map((name) => [
          `${name}/web.k8s.yaml`,
          `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  ENV: ${name}\n`,
        ]),
      ),
    );
  });

  test('are found from what is in them', () => {
    const app = new App();
    const [first] = environments.on(app);
    if (first === undefined) throw new Error('there is no environment');
    const deep = new Construct(new Chart(first, 'web'), 'deep');
    expect(Environment.of(deep)).toBe(first);
    expect(Environment.of(first)).toBe(first);
    expect(environments.of(deep)).toBe(first);
    expect(Folder.tryOf(deep)).toBe(first);
    expect(Environment.tryOf(app)).toBeUndefined();
    expect(environments.tryOf(app)).toBeUndefined();
    expect(Environments.of('qa').tryOf(deep)).toBeUndefined();
  });

  test('may stand in each other, as stages in regions, each known by its own set', () => {
    const app = new App();
    const regions = Environments.of('europe', 'asia');
    const stages = Environments.of('test', 'live');
    const size = stages.values<number>({ test: 1, live: 3 });
    const zone = regions.values<string>({ europe: 'eu-1', asia: 'ap-1' });
    for (const region of regions.on(app)) {
      for (const stage of stages.on(region)) {
        const chart = new Chart(stage, 'web');
        expect(Environment.of(chart)).toBe(stage);
        expect(regions.of(chart)).toBe(region);
        const data = { SIZE: String(size.of(stages.of(chart))), ZONE: zone.of(regions.of(chart)) };
        new ConfigMap(chart, 'config', { name: 'web', data });
      }
    }
    const files = filesOf(app);
    expect(Object.keys(files).sort()).toEqual(
      ['asia/live', 'asia/test', 'europe/live', 'europe/test'].map((folder) => `${folder}/web.k8s.yaml`),
    );
    expect(files['asia/live/web.k8s.yaml']).toContain('  SIZE: "3"\n  ZONE: ap-1\n');
  });

  test('have security profiles, image catalogues and clouds of their own', () => {
    const app = new App();
    for (const environment of environments.on(app)) {
      if (environment.name === 'dev') {
        SecurityProfiles.set(environment, SecurityProfile.PLAIN);
        CloudTargets.set(environment, CloudTarget.local());
      } else {
        CloudTargets.set(environment, CloudTarget.aws());
      }
      if (environment.name === 'staging') ImageCatalog.of(environment).add({ repository: 'acme/web', user: 4711 });
      const chart = new Chart(environment, 'web');
      new WebService(chart, 'web', { name: 'web', image: 'acme/web:1' });
      new StorageClass(chart, 'disks', { name: 'disks', provisioner: StorageProvisioner.ofTarget() });
    }
    const files = filesOf(app);
    expect(files['dev/web.k8s.yaml']).not.toContain('runAsNonRoot');
    expect(files['dev/web.k8s.yaml']).not.toContain('ebs.csi.aws.com');
    expect(files['staging/web.k8s.yaml']).toContain('runAsNonRoot: true');
    expect(files['staging/web.k8s.yaml']).toContain('provisioner: ebs.csi.aws.com');
    expect(files['staging/web.k8s.yaml']).toContain('runAsUser: 4711');
    expect(files['production/web.k8s.yaml']).not.toContain('4711');
  });

  test.each([
    ['no name', [], 'at least one name is needed; give them as '],
    ['an empty name', ['dev', ''], `'names[1]' must be lower-case letters, digits and '-'`],
    ['a name in capitals', ['Prod'], `got "Prod"; for example "prod"`],
    ['a name with a slash', ['eu/prod'], `got "eu/prod"; for example "eu-prod"`],
    ['a name that leads out of dist/', ['..'], `got ".."; choose another name`],
    ['a name of 64 characters', ['a'.repeat(64)], '(64 characters)'],
    ['a name twice', ['dev', 'qa', 'dev'], `'names[2]' is there twice, got "dev"; drop one`],
    ['a name that is none', [undefined], 'got nothing'],
    ['a number', [3], 'got 3'],
  ])('fails when given %s', (_, names, says) => {
    const message = messageOf(() => Environments.of(...(names as string[])));
    expect(message).toContain('Environments.of: ');
    expect(message).toContain(says);
  });

  test('fails when they are made twice below one construct, or below what is none', () => {
    const app = new App();
    environments.on(app);
    const other = Environments.of('staging', 'qa');
    expect(messageOf(() => other.on(app))).toBe(
      "App: has a child 'staging' already; call Environments.on(…) once for it, and keep what it returns",
    );
    expect(messageOf(() => other.on(undefined as unknown as App))).toBe(
      'Environments.on: the scope must be a construct such as an App, got nothing',
    );
  });

  test('fails when a construct is in none', () => {
    const chart = new Chart(new App(), 'web');
    expect(messageOf(() => Environment.of(chart))).toBe(
      'web (Chart): is in no environment; put it below one of those that Environments.on(…) makes, or ask Environment.tryOf(…)',
    );
    expect(messageOf(() => environments.of(chart))).toBe(
      'web (Chart): is in none of the environments dev, staging, production; put it below one that on(…) makes',
    );
  });

  test('fails when one is made by hand under a name that is no DNS label', () => {
    expect(messageOf(() => new Environment(new App(), 'Prod'))).toContain(
      "Prod (Environment): 'name' must be lower-case",
    );
    expect(messageOf(() => new Environment(new App(), '..'))).toContain('(Environment): ');
  });
});

describe('values', () => {
  const values = environments.values<Values>({ dev, staging, production });

  test('are those of the environment, or of its name', () => {
    for (const environment of environments.on(new App())) {
      expect(values.of(environment)).toBe({ dev, staging, production }[environment.name]);
    }
    expect(values.of('dev').replicas).toBe(1);
  });

  test('are compared as far as they are plain objects: lists and instances are values', () => {
    const secrets = environments.values<{ readonly secret: SecretSource; readonly list: readonly object[] }>({
      dev: { secret: SecretSource.existing(), list: [{ a: 1 }] },
      staging: { secret: SecretSource.external({ store: 'vault', keys: { a: 'b' } }), list: [] },
      production: { secret: SecretSource.external({ store: 'vault', keys: { a: 'c' } }), list: [{ b: 2 }, { c: 3 }] },
    });
    expect(secrets.of('staging').secret).toBeInstanceOf(SecretSource);
  });

  test('may be left out where all leave them out, or where they are said to be optional', () => {
    interface Storage {
      readonly name?: string;
      readonly storage?: { readonly bucket: string } | { readonly path: string };
    }
    const set = { dev: {}, staging: { storage: { path: '/x' } }, production: { storage: { bucket: 'b' } } };
    const storage = environments.values<Storage>(set, { optional: ['storage'] });
    expect(storage.of('dev').storage).toBeUndefined();
    expect(refusal(set)).toContain(`'dev.storage' is missing, where staging gives {"path":"/x"} and production gives`);
  });

  test('fails when one is forgotten, when the program is compiled and when it runs', () => {
    // @ts-expect-error production is forgotten
    expect(messageOf(() => environments.values<Values>({ dev, staging }))).toBe(
      "Environments.values: 'production' is required; give the values of the environment 'production'",
    );
    // @ts-expect-error a field of staging is forgotten
    const noReplicas: Values = { image: 'web:2', hosts: [], size: dev.size };
    expect(messageOf(() => environments.values<Values>({ dev, staging: noReplicas, production }))).toBe(
      "Environments.values: 'staging.replicas' is missing, where dev gives 1 and production gives 3; give a value for 'staging' too",
    );
    // @ts-expect-error a field in a field of production is forgotten
    const noClass: Values = { ...production, size: { memory: '4Gi', disk: {} } };
    expect(messageOf(() => environments.values<Values>({ dev, staging, production: noClass }))).toBe(
      `Environments.values: 'production.size.disk.class' is missing, where dev gives "hdd" and staging gives "hdd"; give a value for 'production' too`,
    );
    // @ts-expect-error there is no such environment
    expect(messageOf(() => environments.values<Values>({ dev, staging, production, stagin: dev }))).toBe(
      "Environments.values: 'stagin' is none of the environments; did you mean 'staging'?",
    );
    // @ts-expect-error there is no such field
    const more: Values = { ...dev, replica: 2 };
    expect(messageOf(() => environments.values<Values>({ dev: more, staging, production }))).toContain(
      "'staging.replica' is missing, where dev gives 2",
    );
  });

  test('fails when they are asked for an environment that they have not', () => {
    // @ts-expect-error there is no such environment
    expect(messageOf(() => values.of('prodution'))).toBe(
      "EnvironmentValues.of: there are no values for the environment 'prodution'; did you mean 'production'?",
    );
    const [qa] = Environments.of('qa').on(new App());
    if (qa === undefined) throw new Error('there is no environment');
    // @ts-expect-error it is an environment of another set
    expect(messageOf(() => values.of(qa))).toBe(
      "EnvironmentValues.of: there are no values for the environment 'qa'; known are dev, staging, production",
    );
    // @ts-expect-error nothing is no environment
    expect(messageOf(() => values.of(undefined))).toContain('there are no values for nothing; known are dev');
    // @ts-expect-error an object of the prototype is no environment
    expect(messageOf(() => values.of('constructor'))).toContain(
      "there are no values for the environment 'constructor'",
    );
  });

  test.each<readonly [string, unknown, string]>([
    [
      'nothing',
      undefined,
      'must be an object with a value for each environment, got nothing; give dev, staging, production',
    ],
    ['a list', [dev], 'must be an object with a value for each environment, got [{'],
    [
      'undefined for an environment',
      { dev, staging: undefined, production },
      "'staging' is missing, where dev gives {",
    ],
    ['null for an environment', { dev, staging, production: null }, "'production' is null, where dev gives {"],
    [
      'null for a field',
      { dev, staging: { ...staging, image: null }, production },
      `'staging.image' is null, where dev gives "web:3"`,
    ],
    [
      'undefined for a field',
      { dev: { ...dev, size: { ...dev.size, memory: undefined } }, staging, production },
      `'dev.size.memory' is missing, where staging gives "1Gi" and production gives "4Gi"; give a value for 'dev' too`,
    ],
    [
      'an inherited name',
      JSON.parse('{"dev":1,"staging":2,"production":3,"__proto__":4}'),
      "'__proto__' is none of the environments",
    ],
  ])('fails when given %s from JavaScript', (_, given, says) => {
    expect(refusal(given)).toContain(says);
  });

  test('fails when the options are not sound', () => {
    const set = { dev, staging, production };
    expect(refusal(set, { optional: ['imgae'] })).toContain(
      `'options.optional[0]' must be a field that some environment gives, got "imgae"; did you mean 'image'?`,
    );
    expect(refusal(set, { optional: 'image' })).toContain("'options.optional' must be a list of names of fields");
    expect(refusal(set, { optionl: [] })).toContain("'options.optionl' is not a known option");
    expect(refusal(set, null)).toContain("'options' must be an object, got null");
    // @ts-expect-error there is no such field
    expect(() => environments.values<Values>(set, { optional: ['imgae'] })).toThrow(DrydockError);
  });

  test('name all that is wrong at once, also in objects that refer to themselves', () => {
    const circle: Record<string, unknown> = { a: 1 };
    circle.self = circle;
    const message = refusal({
      dev: { c: circle, x: 1 },
      staging: { c: circle },
      production: { c: { a: 2, self: {} }, x: 3 },
    });
    expect(message).toContain("'staging.x' is missing, where dev gives 1 and production gives 3");
  });

  test('fail for each field that is taken out of one of them, and for no other', () => {
    const struct = fc.letrec<{ struct: Record<string, unknown> }>((tie) => ({
      struct: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,4}$/),
        fc.oneof({ maxDepth: 3 }, fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 2 }), tie('struct')),
        { minKeys: 1, maxKeys: 4, noNullPrototype: true },
      ),
    })).struct;
    fc.assert(
      fc.property(struct, fc.nat(), fc.constantFrom('dev', 'staging', 'production'), (value, choice, name) => {
        const copies = (): Record<string, Record<string, unknown>> =>
          Object.fromEntries(
            environments.names.map((each) => [
              each,
              JSON.parse(JSON.stringify(value)) as unknown as Record<string, unknown>,
            ]),
          );
        expect(() => environments.values(copies() as Record<'dev' | 'staging' | 'production', object>)).not.toThrow();
        const broken = copies();
        const paths = pathsOf(value);
        const path = paths[choice % paths.length] ?? [];
        let at: Record<string, unknown> = broken[name] ?? {};
        for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
        delete at[path.at(-1) ?? ''];
        expect(refusal(broken)).toMatch(
          new RegExp(
            `^Environments.values: '${[name, ...path].join('\\.')}' is missing, where .*; give a value for '${name}' too$`,
          ),
        );
      }),
    );
  });
});

/** The paths of all fields of an object, and of those in it. */
function pathsOf(value: Record<string, unknown>): string[][] {
  return Object.entries(value).flatMap(([key, each]) => [
    [key],
    ...(typeof each === 'object' && each !== null && !Array.isArray(each)
      ? pathsOf(each as Record<string, unknown>).map((path) => [key, ...path])
      : []),
  ]);
}

describe('one synthesis for all', () => {
  /** An app of two charts whose staging has a value of its own. */
  function appWith(change: Partial<Values>): App {
    const app = new App();
    const web = environments.values<Values>({ dev, staging: { ...staging, ...change }, production });
    for (const environment of environments.on(app)) {
      const { image, replicas, hosts, size } = web.of(environment);
      const service = { ports: [{ containerPort: 80 }], resources: { limits: { memory: size.memory } } };
      new WebService(new Chart(environment, 'web'), 'web', { ...service, name: 'web', image, replicas });
      const claims = [{ name: 'data', mountPath: '/data', size: '1Gi', storageClassName: size.disk.class }];
      new StatefulService(new Chart(environment, 'data'), 'data', { ...service, name: 'data', image, claims });
      new ConfigMap(new Chart(environment, 'settings'), 'hosts', { name: 'hosts', data: { HOSTS: hosts.join() } });
    }
    return app;
  }

  test.each<readonly [keyof Values, Partial<Values>, readonly string[]]>([
    ['replicas', { replicas: 2 }, ['staging/web.k8s.yaml']],
    ['image', { image: 'web:4' }, ['staging/web.k8s.yaml', 'staging/data.k8s.yaml']],
    ['hosts', { hosts: ['a.test'] }, ['staging/settings.k8s.yaml']],
  ])('changes nothing but files of staging where staging changes its %s', (_, change, touched) => {
    const [before, after] = [filesOf(appWith({})), filesOf(appWith(change))];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after)).toHaveLength(9);
    expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual(touched);
  });

  test('gives passport-go of document 001 all that it needs in each environment', () => {
    const app = new App();
    passportGoEnvironments(app);
    const files = filesOf(app);
    expect(Object.keys(files).sort()).toEqual(
      ['dev', 'production', 'staging'].flatMap((name) => [`${name}/cluster.k8s.yaml`, `${name}/passport-go.k8s.yaml`]),
    );
    expect(files['dev/cluster.k8s.yaml']).toContain('server: https://acme-staging-v02.api.letsencrypt.org/directory');
    expect(files['production/cluster.k8s.yaml']).toContain('server: https://acme-v02.api.letsencrypt.org/directory');
    expect(files['staging/passport-go.k8s.yaml']).toContain('host: passport.staging.example.com');
  });
});
