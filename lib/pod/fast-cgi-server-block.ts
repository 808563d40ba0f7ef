/** What leads from nginx to a FastCGI server. */
interface FastCgi {
  /** Port at which nginx listens. */
  readonly port: number;
  /** Port of the pod at which php-fpm listens. */
  readonly fpmPort: number;
  /** Where the code is, in both containers. */
  readonly codePath: string;
  /** The folder of it that visitors see. */
  readonly publicFolder?: string;
  /** The script that answers all requests that are not for a file. */
  readonly frontController?: string;
}

/**
 * nginx's configuration for a PHP application.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_fastcgi_module.html
 */
export function fastCgiServerBlock(options: FastCgi): string {
  const { port, fpmPort, codePath, publicFolder = 'public', frontController = 'index.php' } = options;
  // '.' and a slash at the end say nothing.
  const root = `${codePath}/${publicFolder}`.replace(/(\/\.?)+$/, '');
  return [
    'server {',
    `  listen ${port};`,
    `  root ${root};`,
    `  index ${frontController};`,
    '',
    '  location / {',
    `    try_files $uri $uri/ /${frontController}$is_args$args;`,
    '  }',
    '',
    // Only scripts that are there: php-fpm would look for others further up the path.
    '  location ~ \\.php$ {',
    '    try_files $uri =404;',
    '    include fastcgi_params;',
    '    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;',
    `    fastcgi_pass 127.0.0.1:${fpmPort};`,
    '  }',
    '',
    // Certificates are asked for below .well-known.
    '  location ~ /\\.(?!well-known/) {',
    '    deny all;',
    '  }',
    '}',
    '',
  ].join('\n');
}
