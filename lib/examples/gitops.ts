import type { Construct } from 'constructs';
import { ArgoCdApplication, ArgoCdApplications, ArgoCdDestination, ArgoCdSource, Chart, Environment } from '../index';

const repoUrl = 'https://git.example.com/platform/deploy.git';

/**
 * Argo CD for the environments of an app, each a cluster of its own: an Application for each of their charts, and above
 * them one that applies these. That one alone is applied by hand, once; all that follows is a commit.
 */
export class GitOpsExample extends Chart {
  /** Create it after the environments and their charts. */
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'argocd' });
    new ArgoCdApplication(this, 'root', {
      name: 'root',
      source: ArgoCdSource.chart({ chart: this, repoUrl, targetRevision: 'main' }),
      destination: ArgoCdDestination.inCluster(),
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
    const environments = scope.node.findAll().filter((each): each is Environment => each instanceof Environment);
    for (const environment of environments) {
      new ArgoCdApplications(this, environment.name, {
        of: environment,
        repoUrl,
        targetRevision: 'main',
        destination: ArgoCdDestination.cluster(environment.name),
        // People start what goes to production.
        ...(environment.name === 'production' ? {} : { syncPolicy: { automated: { prune: true, selfHeal: true } } }),
      });
    }
  }
}
