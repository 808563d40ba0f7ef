import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { App, Chart, ConfigMap, Inspection, InspectionError, WebService } from '../../lib';
import type { AppProps } from '../../lib';
import { messageOf } from '../support/synthesize';
import { withFolder } from './folder';

/** What an app says at its synthesis, and whether it writes. */
function synth(
  define: (chart: Chart, app: App) => void,
  props: AppProps = {},
): { said: unknown[]; written: boolean; error: string } {
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    return withFolder((folder) => {
      const outdir = join(folder, 'dist');
      const app = new App({ ...props, outdir });
      define(new Chart(app, 'shop'), app);
      let error = '';
      try {
        app.synth();
      } catch (caught) {
        expect(caught).toBeInstanceOf(InspectionError);
        error = (caught as Error).message;
      }
      const said = told.mock.calls.map(([line]) => String(line).replaceAll(folder, ''));
      return { said, written: existsSync(outdir), error };
    });
  } finally {
    told.mockRestore();
  }
}

const configMap = (chart: Chart, id: string): void => void new ConfigMap(chart, id, { name: 'same', data: { A: 'a' } });
const leadsNowhere = (chart: Chart): void => {
  const spec = { selector: { app: 'nobody' }, ports: [{ port: 80 }] };
  new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });
};
const pod = (chart: Chart): void => {
  const spec = { containers: [{ name: 'web', image: 'nginx:1.30', ports: [{ containerPort: 70000 }] }] };
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec });
};

describe('an App that is told nothing else', () => {
  test('says in one line how many warnings there are, and how to see them', () => {
    const { said, written, error } = synth((chart) => {
      new WebService(chart, 'web', { name: 'web', image: 'nginx:1.30' });
    });
    expect({ written, error }).toEqual({ written: true, error: '' });
    expect(said).toEqual([
      expect.stringMatching(/^\d+ warnings about the manifests; 'npx drydock check \/dist' lists them$/),
    ]);
  });

  test('says nothing when there is nothing to say', () => {
    expect(synth((chart) => configMap(chart, 'a'))).toEqual({ said: [], written: true, error: '' });
  });

  test.each<[string, (chart: Chart) => void, string]>([
    [
      'two objects have one kind and name',
      (chart) => ['a', 'b'].forEach((id) => configMap(chart, id)),
      'runtime/duplicate-object',
    ],
    ['a Service leads nowhere', leadsNowhere, 'ref/service-no-pods'],
    ['a Pod cannot be admitted', pod, 'api/port-range'],
  ])('fails when %s, and writes nothing', (_, define, rule) => {
    const { said, written, error } = synth(define);
    expect({ said, written }).toEqual({ said: [], written: false });
    expect(error).toContain('the manifests are not fit for the cluster; nothing was written');
    expect(error).toContain(`error ${rule}`);
    expect(error).toContain('(construct shop/');
  });

  test('shows what stops it alone, and how many warnings stand beside it', () => {
    const { error } = synth((chart) => {
      pod(chart);
      new WebService(chart, 'other', { name: 'other', image: 'nginx:1.30' });
    });
    expect(error).toContain('error api/port-range');
    expect(error).not.toContain('warning ');
    expect(error).toMatch(/\d+ warnings about the manifests beside it\n$/);
  });

  test('does not inspect what it writes nothing of: synthYaml, synthesize and toJson', () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = new App();
    const chart = new Chart(app, 'shop');
    pod(chart);
    expect(app.synthYaml()).toContain('70000');
    expect(app.synthesize()).toHaveLength(1);
    expect(chart.toJson()).toHaveLength(1);
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });
});

test('an App that is not to be inspected writes whatever it is given', () => {
  expect(synth(pod, { inspection: false })).toEqual({ said: [], written: true, error: '' });
});

test('an inspection of the app’s own takes the place of that by default', () => {
  const { said, written } = synth((chart, app) => {
    Inspection.of(app, { rules: { 'api/port-range': 'off' } as never });
    pod(chart);
  });
  expect(written).toBe(true);
  expect(said).toEqual([expect.stringContaining('warning rel/readiness')]);
});

test('fails when inspection is neither true nor false', () => {
  expect(messageOf(() => new App({ inspection: 'strict' as never }))).toContain(
    `'inspection' must be true or false, got "strict"; for more than that use Inspection.of(app, { … })`,
  );
});
