import { inspect } from '../../lib/inspection/engine/engine';
import type { InspectionResult } from '../../lib/inspection/rule/finding';
import { hasFailed, reportFormats, writeReport } from '../../lib/inspection/report/report';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: fine
data:
  key: value
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - port: 0
`;

const result = inspect(readYaml(text, 'a folder/web.yaml'), {
  rules: { net: 'off', 'ref/service-no-pods': 'warning' },
});
const context = { textOf: (file: string) => (file === 'a folder/web.yaml' ? text : undefined), version: '1.2.3' };

function resultWith(changes: object): InspectionResult {
  const [first] = result.findings;
  return { ...result, findings: [{ ...first, ...changes } as InspectionResult['findings'][number]] };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation?: { artifactLocation: object; region: object } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { name: string; semanticVersion: string; rules: readonly { id: string }[] } };
    readonly results: readonly SarifResult[];
  }[];
}

function sarif(of: InspectionResult): Sarif {
  return JSON.parse(writeReport(of, 'sarif', context)) as Sarif;
}

describe('the text report', () => {
  test('groups by file and object, and marks the line that is meant', () => {
    expect(writeReport(result, 'text', context)).toBe(`a folder/web.yaml
  Service shop/web
    error api/service-ports 17:7 spec.ports[0].port
      the port must be between 1 and 65535, got 0
      fix: give the port that clients connect to
        15 |     app: web
        16 |   ports:
      > 17 |     - port: 0
           |       ^
    warning ref/service-no-pods 14:3 spec.selector
      no pod in the same namespace has the labels app=web
      fix: correct the selector, add the workload, or name the Service as external: service/web
        12 |   namespace: shop
        13 | spec:
      > 14 |   selector:
           |   ^
        15 |     app: web
        16 |   ports:

2 objects inspected: 1 error, 1 warning
runs on Kubernetes 1.27 to 1.37
`);
  });

  test('names the construct and the line of code, and leaves lines of other documents out', () => {
    const made = resultWith({ construct: 'shop/web', source: 'main.ts:3:1', line: 8, column: 1 });
    const report = writeReport(made, 'text', context);
    expect(report).toContain('  Service shop/web (construct shop/web, made at main.ts:3:1)\n');
    expect(report).toContain('      >  8 | apiVersion: v1\n');
    expect(report).not.toContain('6 |');
  });

  test('uses colours only when told to', () => {
    const escape = '\u001b[';
    expect(writeReport(result, 'text', context)).not.toContain(escape);
    expect(writeReport(result, 'text', { ...context, colour: true })).toContain(`${escape}31merror${escape}0m`);
  });

  test('writes control characters of a manifest out, which a terminal would obey', () => {
    const report = writeReport(resultWith({ message: 'got \u001b[2J\u202e', path: 'a\nb' }), 'text', {});
    expect(report).toContain('got \\u001b[2J\\u202e');
    expect(report).toContain('a\\u000ab');
  });

  test('shows no line of a Secret, nor of a broken document that holds one', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  password: [c2VjcmV0\n';
    const found = inspect(readYaml(secret, 's.yaml'));
    const report = writeReport(found, 'text', { textOf: () => secret });
    expect(report).toContain('error yaml/syntax');
    expect(report).not.toContain('c2VjcmV0');
    const wrong = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndatum: {}\nstringData:\n  password: hunter2\n';
    const other = writeReport(inspect(readYaml(wrong, 's.yaml')), 'text', { textOf: () => wrong });
    expect(other).toContain('schema/unknown-field');
    expect(other).not.toContain('hunter2');
  });

  test('says that nothing was found', () => {
    const clean = inspect({ sources: [] });
    expect(writeReport(clean, 'text')).toBe('0 objects inspected: nothing found\n');
  });
});

describe('the json report', () => {
  test('is the result, as it is', () => {
    const report = writeReport(result, 'json');
    expect(JSON.parse(report)).toEqual(result);
    expect(Object.keys(JSON.parse(report) as object)).toEqual(['summary', 'runsOn', 'findings']);
  });
});

describe('the sarif report', () => {
  test('has what the schema of 2.1.0 requires', () => {
    const { $schema, version, runs } = sarif(result);
    expect($schema).toMatch(/sarif-2\.1\.0/);
    expect(version).toBe('2.1.0');
    const [run] = runs;
    expect(run?.tool.driver).toMatchObject({ name: 'drydock', semanticVersion: '1.2.3' });
    const ids = run?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect([...ids].sort()).toEqual(['api/service-ports', 'ref/service-no-pods']);
    for (const each of run?.results ?? []) {
      expect(ids[each.ruleIndex]).toBe(each.ruleId);
      expect(['error', 'warning', 'note']).toContain(each.level);
      expect(each.message.text).not.toBe('');
    }
    expect(run?.results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'a%20folder/web.yaml' },
      region: { startLine: 17, startColumn: 7 },
    });
  });

  test('gives a finding the same fingerprint when its lines, or its file, move', () => {
    const prints = (of: InspectionResult): (string | undefined)[] =>
      sarif(of).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints['drydock/v1']) ?? [];
    const moved = inspect(readYaml(`# a comment\n---\n${text}`, 'other.yaml'), { rules: { net: 'off' } });
    expect(prints(moved)).toEqual(prints(result));
    expect(new Set(prints(result)).size).toBe(result.findings.length);
    const twice = { ...result, findings: [...result.findings, ...result.findings] };
    expect(new Set(prints(twice)).size).toBe(4);
  });
});

describe('the junit report', () => {
  test('fails for what fails the run, and tells the rest', () => {
    const report = writeReport(result, 'junit');
    expect(report).toContain('<testsuites name="drydock" tests="2" failures="1" errors="0">');
    expect(report).toContain('<failure type="error" message="the port must be between 1 and 65535, got 0">');
    expect(report).toContain('<system-out>warning: no pod in the same namespace');
    expect(writeReport(result, 'junit', { strictExit: true })).toContain('failures="2"');
  });

  test('escapes what XML cannot hold', () => {
    const report = writeReport(resultWith({ message: `<a> & "b" \u0000 \ud800` }), 'junit');
    expect(report).toContain('message="&lt;a&gt; &amp; &quot;b&quot; \ufffd \ufffd"');
  });

  test('holds one case that passes when nothing was found', () => {
    const report = writeReport(inspect({ sources: [] }), 'junit');
    expect(report).toContain('<testcase name="0 objects inspected: nothing found" classname="drydock"/>');
  });
});

describe('the github report', () => {
  test('is one command a finding, with everything escaped', () => {
    const [first, second] = writeReport(resultWith({ file: 'a,b:c.yaml', message: '100%\nof it' }), 'github').split(
      '\n',
    );
    expect(first).toBe(
      '::error file=a%2Cb%3Ac.yaml,line=17,col=7,title=api/service-ports::Service shop/web spec.ports[0].port: ' +
        '100%25\\u000aof it%0Afix: give the port that clients connect to',
    );
    expect(second).toBe('2 objects inspected: 1 error, 1 warning; runs on Kubernetes 1.27 to 1.37');
  });
});

test('an error fails the run, and a warning only where it is asked to', () => {
  const warned = { ...result, summary: { ...result.summary, errors: 0 } };
  expect([hasFailed(result), hasFailed(warned), hasFailed(warned, true)]).toEqual([true, false, true]);
});

test.each(reportFormats)('a %s report of broken input is written as well', (format) => {
  const broken = inspect(readYaml('a: [\n---\n- 1\n---\napiVersion: 1\n', 'x.yaml'));
  expect(writeReport(broken, format, { textOf: () => 'a: [' })).toMatch(/\n$/);
});
