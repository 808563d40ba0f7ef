import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseAllDocuments } from 'yaml';
import type { CliCommand } from '../../lib/cli/command';

const root = join(__dirname, '..', '..');

type Fields = Readonly<Record<string, unknown>>;

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The documents of a file; a mistake in its YAML is an error. */
function documentsOf(file: string): readonly Fields[] {
  return parseAllDocuments(read(file)).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join(', ')}`);
    return document.toJS() as Fields;
  });
}

function fields(value: unknown): Fields {
  expect(value).toEqual(expect.any(Object));
  return value as Fields;
}

function list(value: unknown): readonly unknown[] {
  expect(Array.isArray(value)).toBe(true);
  return value as readonly unknown[];
}

const github = fields(documentsOf('docs/ci/github-actions.yml')[0]);
const githubJobs = Object.entries(fields(github.jobs)).map(([name, job]) => ({ name, job: fields(job) }));
const gitlab = fields(documentsOf('docs/ci/gitlab-ci.yml')[0]);
const gitlabKeywords = ['stages', 'variables', 'workflow', 'default'];
const gitlabJobs = Object.entries(gitlab)
  .filter(([name]) => !gitlabKeywords.includes(name) && !name.startsWith('.'))
  .map(([name, job]) => ({ name, job: fields(job) }));
const drone = documentsOf('docs/ci/drone.yml');
const droneSteps = drone.flatMap((pipeline) =>
  list(pipeline.steps).map((step) => ({ pipeline: String(pipeline.name), step: fields(step) })),
);

/** All lines of shell, with the job that runs them. */
const scripts: readonly { readonly file: string; readonly job: string; readonly lines: readonly string[] }[] = [
  ...githubJobs.map(({ name, job }) => ({
    file: 'github-actions.yml',
    job: name,
    lines: list(job.steps).flatMap((step) => linesOf(fields(step).run)),
  })),
  ...gitlabJobs.map(({ name, job }) => ({
    file: 'gitlab-ci.yml',
    job: name,
    lines: [...gitlabBefore(job), ...list(job.script).map(String)],
  })),
  ...drone.map((pipeline) => ({
    file: 'drone.yml',
    job: String(pipeline.name),
    lines: list(pipeline.steps).flatMap((step) => list(fields(step).commands).map(String)),
  })),
];

function linesOf(run: unknown): readonly string[] {
  return typeof run === 'string' ? run.split('\n').filter((line) => line.trim() !== '') : [];
}

function gitlabBefore(job: Fields): readonly string[] {
  const from = job.extends === undefined ? gitlab.default : gitlab[job.extends as string];
  return list(fields(from).before_script).map(String);
}

/** The calls of drydock in a line of shell, in words; variables stand as they are. */
function callsOf(line: string): readonly (readonly string[])[] {
  return line.split(/&&|\|\|/).flatMap((command) => {
    const [, words] = /(?:^|\s)npx drydock (.*)$/.exec(command.trim()) ?? [];
    return words === undefined
      ? []
      : [
          words
            .replace(/\s>\s*\S+/, '')
            .trim()
            .split(/\s+/)
            .map((word) => word.replace(/^"(.*)"$/, '$1')),
        ];
  });
}

/** Reads words as the command of the package would, without doing anything. */
async function accept([name = '', ...words]: readonly string[]): Promise<void> {
  expect(read('lib/cli/drydock.ts')).toContain(`name: '${name}'`);
  const { [name]: definition } = (await import(`../../lib/cli/commands/${name}`)) as Readonly<
    Record<string, CliCommand>
  >;
  if (definition === undefined) throw new Error(`there is no command '${name}'`);
  const command = new Command('drydock').command(name);
  definition.define(command);
  command.configureOutput({ writeErr: () => undefined });
  await command
    .exitOverride()
    .action(() => undefined)
    .parseAsync(words, { from: 'user' });
}

describe('the ready pipelines', () => {
  test('call drydock with commands and options that it has', async () => {
    const calls = scripts.flatMap(({ lines }) => lines.flatMap(callsOf));
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) {
      await expect(accept(call).then(() => call.join(' '))).resolves.toBe(call.join(' '));
    }
    await expect(accept(['apply', '--no-such-option'])).rejects.toThrow("unknown option '--no-such-option'");
    await expect(accept(['check', '--format', 'xml'])).rejects.toThrow('Allowed choices');
    await expect(accept(['deploy'])).rejects.toThrow();
  });

  test('call no script of npm that a new project lacks', () => {
    const npm = scripts.flatMap(({ lines }) => lines.filter((line) => /\bnpm\b/.test(line)));
    expect(new Set(npm.map((line) => line.replace(/ --.*/, '')))).toEqual(new Set(['npm ci']));
  });

  test.each(['github-actions.yml', 'gitlab-ci.yml', 'drone.yml'])(
    '%s checks the types, synthesizes, sees that dist/ is current, inspects, compares, plans, and applies for real, in this order',
    (file) => {
      const lines = scripts.filter((script) => script.file === file).flatMap((script) => script.lines);
      const steps = [
        'npx tsc --noEmit',
        'npx drydock synth',
        'git add --intent-to-add dist',
        'git diff --exit-code -- dist',
        'npx drydock check',
        'npx drydock check --against',
        'npx drydock diff',
        'npx drydock apply dist/staging --diff',
        'npx drydock apply dist/staging --for-real',
        'npx drydock apply dist/production --diff',
        'npx drydock apply dist/production --for-real',
      ];
      let from = 0;
      for (const step of steps) {
        const at = lines.findIndex((line, index) => index >= from && line.includes(step));
        expect([step, at]).not.toEqual([step, -1]);
        from = at + 1;
      }
    },
  );

  test.each(['github-actions.yml', 'gitlab-ci.yml', 'drone.yml'])(
    '%s holds no secret, and no version that moves',
    (file) => {
      const text = read(`docs/ci/${file}`);
      expect(text).not.toMatch(/certificate-authority-data|client-key|token:|BEGIN |:latest|@main\b|@master\b/);
      expect(text).toMatch(/KUBECTL_VERSION: v1\.\d+\.\d+\n/);
      expect(text).not.toMatch(/node-version: '?(?:1\d|lts|latest)|image: node(?:$|:(?:1\d|lts|latest))/m);
    },
  );

  test.each(['github-actions.yml', 'gitlab-ci.yml', 'drone.yml'])(
    '%s is named, job by job, by the page that explains it',
    (file) => {
      const page = read('docs/pipeline.md');
      expect(page).toContain(`](ci/${file})`);
      const jobs = scripts.filter((script) => script.file === file).map(({ job }) => job);
      const steps = file === 'drone.yml' ? droneSteps.map(({ step }) => String(step.name)) : [];
      expect([...jobs, ...steps].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    },
  );
});

describe('the pipeline of GitHub Actions', () => {
  test('has jobs of steps that use an action of a version, or run a command', () => {
    for (const { name, job } of githubJobs) {
      expect([name, job['runs-on']]).toEqual([name, expect.stringMatching(/^ubuntu-\d\d\.\d\d$/)]);
      for (const step of list(job.steps).map(fields)) {
        expect([step, (step.uses === undefined) !== (step.run === undefined)]).toEqual([step, true]);
        if (step.uses !== undefined) expect(step.uses).toMatch(/^[\w-]+\/[\w/-]+@v\d+$/);
        const known = ['name', 'uses', 'with', 'run', 'env', 'if'];
        expect(Object.keys(step).filter((key) => !known.includes(key))).toEqual([]);
      }
    }
  });

  test('gives its token the right to read, and to no job but the inspection more', () => {
    expect(github.permissions).toEqual({ contents: 'read' });
    const more = githubJobs.filter(({ job }) => job.permissions !== undefined);
    expect(more.map(({ name, job }) => [name, job.permissions])).toEqual([
      ['inspect', { contents: 'read', 'security-events': 'write' }],
    ]);
  });

  test('waits for jobs that there are, and has an environment for each that speaks to a cluster', () => {
    const names = githubJobs.map(({ name }) => name);
    for (const { name, job } of githubJobs.filter((each) => each.name !== 'inspect')) {
      expect(names).toContain(job.needs);
      expect(job.environment).toBe(name.replace(/^plan-(.*)$/, '$1-plan'));
    }
  });

  test('puts no text of an event and no secret into a line of shell', () => {
    const lines = githubJobs.flatMap(({ job }) => list(job.steps).flatMap((step) => linesOf(fields(step).run)));
    expect(lines.filter((line) => line.includes('${{'))).toEqual([]);
  });

  test('gives a change from a fork no secrets', () => {
    const plan = githubJobs.find(({ name }) => name === 'plan-staging');
    expect(plan?.job.if).toContain('head.repo.fork != true');
    const others = githubJobs.filter(({ name }) => !['inspect', 'plan-staging'].includes(name));
    expect(others.map(({ job }) => job.if)).toEqual(others.map(() => "${{ github.event_name == 'push' }}"));
  });
});

describe('the pipeline of GitLab', () => {
  test('has jobs of its stages, with a script and what GitLab knows', () => {
    const known = ['stage', 'script', 'artifacts', 'rules', 'extends', 'environment', 'resource_group', 'needs'];
    for (const { name, job } of gitlabJobs) {
      expect(gitlab.stages).toContain(job.stage);
      expect(list(job.script).length).toBeGreaterThan(0);
      expect([name, Object.keys(job).filter((key) => !known.includes(key))]).toEqual([name, []]);
      if (job.needs !== undefined)
        expect(gitlabJobs.map((each) => each.name)).toEqual(expect.arrayContaining([...list(job.needs)]));
      if (job.extends !== undefined) expect(gitlab).toHaveProperty([job.extends as string]);
    }
  });

  test('reports what it finds even when it fails', () => {
    const inspect = gitlabJobs.find(({ name }) => name === 'inspect');
    expect(inspect?.job.artifacts).toEqual({ when: 'always', reports: { junit: 'drydock.xml' } });
    expect(inspect?.job.script).toContain('npx drydock check --format junit > drydock.xml');
  });

  test('lets production be applied by hand only, one at a time, and plans without a deployment', () => {
    const production = gitlabJobs.find(({ name }) => name === 'production');
    expect(production?.job).toMatchObject({
      rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'manual' }],
      resource_group: 'production',
      environment: { name: 'production' },
    });
    const plans = gitlabJobs.filter(({ name }) => name.startsWith('plan-'));
    expect(plans.map(({ job }) => job.environment)).toEqual([
      { name: 'staging-plan', action: 'verify' },
      { name: 'production-plan', action: 'verify' },
    ]);
  });
});

describe('the pipeline of Drone', () => {
  test('has pipelines of steps with an image and commands', () => {
    for (const pipeline of drone) {
      expect(pipeline).toMatchObject({ kind: 'pipeline', type: 'docker' });
      const known = ['kind', 'type', 'name', 'trigger', 'steps', 'depends_on', 'concurrency'];
      expect(Object.keys(pipeline).filter((key) => !known.includes(key))).toEqual([]);
    }
    for (const { step } of droneSteps) {
      expect(step).toMatchObject({ name: expect.any(String) as string, image: 'node:22-bookworm' });
      expect(list(step.commands).length).toBeGreaterThan(0);
    }
    expect(drone.map(({ name, depends_on: dependsOn }) => [name, dependsOn])).toEqual([
      ['inspect', undefined],
      ['staging', ['inspect']],
      ['production', undefined],
    ]);
  });

  test('takes secrets from the store, never for a pull request', () => {
    const secret = (step: Fields): unknown => fields(fields(step.environment ?? {}).KUBECONFIG_TEXT ?? {}).from_secret;
    const withSecret = droneSteps.filter(({ step }) => secret(step) !== undefined);
    expect(withSecret.map(({ pipeline, step }) => `${pipeline} ${String(step.name)} ${String(secret(step))}`)).toEqual([
      'staging plan kubeconfig_staging',
      'staging apply kubeconfig_staging',
      'production plan kubeconfig_production',
      'production apply kubeconfig_production',
    ]);
    const triggers = drone.filter(({ name }) => name !== 'inspect').map(({ trigger }) => trigger);
    expect(triggers).toEqual([{ event: ['push'] }, { event: ['promote'], target: ['production'] }]);
  });

  test('leaves no variable to Drone that a shell is to fill in', () => {
    expect(read('docs/ci/drone.yml')).not.toContain('${');
  });
});

test('the page of the pipelines is led to by files that are there', () => {
  const linked = [...read('docs/pipeline.md').matchAll(/\]\((ci\/[^)]+)\)/g)].map(([, path = '']) => path);
  expect(linked.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
  expect(linked).toHaveLength(3);
});
