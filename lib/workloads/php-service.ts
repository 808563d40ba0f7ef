import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { integer, struct, text } from '../core/fields';
import type { Identity } from '../core/identity';
import { checkProps, field, type Field, type Shape } from '../core/shape';
import { ConfigFiles } from '../parts/configuration/config-files';
import type { EnvValue } from '../parts/configuration/env-value';
import { Exposure } from '../parts/routing/exposure';
import { ImageCatalog } from '../parts/images/image-catalog';
import { imageReference, parseImage } from '../parts/images/image-reference';
import type { EgressAccess, IngressAccess } from '../parts/routing/network-peer';
import { Probe } from '../parts/containers/probe';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import { Volume } from '../parts/storage/volume';
import type { ContainerProps } from '../pod/container-options';
import { fastCgiServerBlock } from '../pod/fast-cgi-server-block';
import { WebService, webServiceProps, type WebServiceProps } from './web-service';
import type { IWorkload } from './workload';

/** What a PhpService can say: what a WebService can, of which the main container is php-fpm, and about the nginx before it. */
export interface PhpServiceProps extends WebServiceProps {
  /** Image with the code. @default - that of php-fpm */
  readonly codeImage?: string;
  /** What the container that copies the code asks for and what it may use. @default - requests of 50m CPU and 32Mi memory, a limit of 128Mi memory */
  readonly copyResources?: Resources;
  /** Where the code is in that image, and then in both containers: an absolute path. @default '/var/www/html' */
  readonly codePath?: string;
  /** The folder of the code that visitors see, from codePath. @default 'public' */
  readonly publicFolder?: string;
  /** The script that answers all requests that are not for a file. @default 'index.php' */
  readonly frontController?: string;
  /** User and group of php-fpm, where the image catalogue does not know its image. @default 33 - www-data of the Debian images; Alpine's is 82 */
  readonly phpUser?: number;
  /** Image of nginx: one that runs without root. @default 'nginxinc/nginx-unprivileged:1.30' */
  readonly nginxImage?: string;
  /** What nginx asks for and what it may use. @default - requests of 50m CPU and 32Mi memory, a limit of 128Mi memory */
  readonly nginxResources?: Resources;
  /** nginx's configuration, in the place of the server block that leads to php-fpm. @default - made from the props above */
  readonly nginxConfig?: string;
  /** Name of the container with php-fpm. @default 'php-fpm' */
  readonly containerName?: string;
}

/** A path that stands in nginx's configuration as it is: without blanks and what means something there. */
function plainPath(expression: RegExp, allowed: string): Field<false> {
  return field((value, at) => {
    if (typeof value !== 'string' || !expression.test(value)) at.mustBe(allowed, value);
  });
}

const phpServiceProps: Shape<PhpServiceProps> = {
  ...webServiceProps,
  codeImage: imageReference,
  copyResources: struct(() => resources),
  codePath: plainPath(
    /^(\/[\w.-]+)+\/?$/,
    "an absolute path of letters, digits, '.', '_' and '-', such as \"/var/www/html\"",
  ),
  publicFolder: plainPath(
    /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*\/?$/,
    "a relative path of letters, digits, '.', '_' and '-', such as \"public\"",
  ),
  frontController: plainPath(/^(?!.*\.\.)([\w.-]+\/)*[\w.-]+\.php$/, 'a script, such as "index.php"'),
  phpUser: integer(1),
  nginxImage: imageReference,
  nginxResources: struct(() => resources),
  nginxConfig: text,
};

const nginxPort = 8080;
const fpmPort = 9000;

/** What is not ready gets no requests at once, and is started again only when that does not help. */
const patient = { failureThreshold: 6 };

/** Where the init container sees the volume that the others see at codePath. */
const copyPath = '/code';

const defaultNginxImage = 'nginxinc/nginx-unprivileged:1.30';

/** www-data of the Debian images of PHP. */
const defaultPhpUser = 33;

/** What php-fpm writes to beside the code: sessions and uploads, and its own state. */
const writablePaths = ['/tmp', '/var/run'];

/**
 * A PHP application: a WebService whose pods have php-fpm, an nginx before it, and the code that both share.
 *
 * An init container copies the code out of its image into a volume of the pod. nginx answers for files of the public
 * folder and asks php-fpm for the rest. Environment and bindings go to php-fpm.
 *
 * @see https://www.php.net/manual/en/install.fpm.php
 */
export class PhpService extends ChartConstruct implements IWorkload {
  /** The WebService that it is. */
  readonly service: WebService;
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: PhpServiceProps) {
    super(scope, id);
    checkProps(this, props, phpServiceProps);
    const { codeImage, codePath: givenPath = '/var/www/html', publicFolder, frontController, phpUser, ...rest } = props;
    const { nginxImage = defaultNginxImage, nginxResources, copyResources, nginxConfig, ...service } = rest;
    const next = props.strategy?._release?._version.image;
    for (const image of [props.image, codeImage, next]) if (image !== undefined) tellOfImage(this, image, phpUser);
    const codePath = givenPath.replace(/\/+$/, '');
    const code = Volume.emptyDir('code');
    const copy: ContainerProps = {
      name: 'copy-code',
      image: codeImage ?? props.image,
      command: ['cp', '-R', `${codePath}/.`, copyPath],
      resources: copyResources ?? addedContainerResources.copy,
      volumeMounts: [{ mountPath: copyPath, volume: code }],
      // It writes nowhere else, whatever else its image may do.
      writablePaths: [],
    };
    const nginx: ContainerProps = {
      name: 'nginx',
      image: nginxImage,
      ports: [{ name: 'http', containerPort: nginxPort }],
      resources: nginxResources ?? addedContainerResources.nginx,
      livenessProbe: Probe.tcpSocket(undefined, patient),
      readinessProbe: Probe.tcpSocket(),
      volumeMounts: [{ mountPath: codePath, volume: code, readOnly: true }],
      configFiles: [
        ConfigFiles.of(
          {
            'default.conf':
              nginxConfig ?? fastCgiServerBlock({ port: nginxPort, fpmPort, codePath, publicFolder, frontController }),
          },
          { mountPath: '/etc/nginx/conf.d', volumeName: 'nginx-config' },
        ),
      ],
    };
    this.service = new WebService(this, 'service', {
      ...service,
      containerName: props.containerName ?? 'php-fpm',
      livenessProbe: props.livenessProbe ?? Probe.tcpSocket(fpmPort, patient),
      readinessProbe: props.readinessProbe ?? Probe.tcpSocket(fpmPort),
      volumeMounts: [{ mountPath: codePath, volume: code }, ...(props.volumeMounts ?? [])],
      initContainers: [copy, ...(props.initContainers ?? [])],
      sidecars: [nginx, ...(props.sidecars ?? [])],
      exposure: (props.exposure ?? Exposure.clusterIp())._withPorts([{ name: 'http', port: 80, targetPort: 'http' }]),
    });
    this.name = this.service.name;
    this.namespace = this.service.namespace;
    this.identity = this.service.identity;
  }

  /**
   * The name by which others in the cluster reach the Service.
   *
   * @param from namespace of the one that asks; in the same namespace the short name is enough.
   * @throws DrydockError when there is no Service
   */
  dnsName(from?: string): string {
    return this.service.dnsName(from);
  }

  /** Adds an environment variable to php-fpm. @throws DrydockError when it is there with another value */
  addEnv(name: string, value: string | EnvValue): void {
    this.service.addEnv(name, value);
  }

  /** Lets a peer connect to it, where `networkPolicy` restricts who may. */
  allowFrom(access: IngressAccess): void {
    this.service.allowFrom(access);
  }

  /** Lets it connect to a peer, where `networkPolicy` restricts where it may. */
  allowTo(access: EgressAccess): void {
    this.service.allowTo(access);
  }
}

/** An application's image is made from one of PHP's: what holds for these is said of it, unless more is known. */
function tellOfImage(scope: PhpService, image: string, phpUser: number | undefined): void {
  const catalog = ImageCatalog.of(scope);
  const repository = parseImage(image)?.repository;
  const known = catalog.find(image);
  if (repository === undefined || (known !== undefined && phpUser === undefined)) return;
  const user = phpUser ?? defaultPhpUser;
  catalog.add({ repository, user, group: user, writablePaths: known?.writablePaths ?? writablePaths });
}
