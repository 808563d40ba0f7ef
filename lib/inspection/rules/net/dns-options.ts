import { podRule } from '../../rule/rule';

/** Finds pods that ask for every outside name several times. */
export const dnsOptions = podRule({
  id: 'net/dns-options',
  summary: 'a pod that leaves ndots at 5, so that every outside name is looked up several times',
  check(pod, { report }) {
    const { dnsConfig: { options = [] } = {}, dnsPolicy = 'ClusterFirst', hostNetwork } = pod.spec;
    const usesCluster =
      dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && hostNetwork !== true);
    if (usesCluster && !options.some(({ name }) => name === 'ndots')) {
      report({
        path: pod.at('dnsConfig'),
        message: 'a name with fewer than 5 dots is looked up in each search domain before it is looked up itself',
        fix: `add dnsConfig.options with name: ndots and value: '2'`,
      });
    }
  },
});
