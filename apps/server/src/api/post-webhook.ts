import { type LookupAddress, lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Post } from '@underpin/app';

const timeoutMs = 10_000;
const blocked = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  blocked.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address is of this machine, of a private network, or of no single host. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return blocked.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** Looks a name up and refuses private addresses; the connection goes to the very address that was judged. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: readonly LookupAddress[]) => {
    const first = addresses?.[0];
    if (error !== null || first === undefined) {
      callback(error ?? new Error('The name has no address'), '', 0);
      return;
    }
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      callback(new Error('The address is private'), '', 0);
      return;
    }
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  });
};

/** Sends webhooks: no redirects, no private addresses unless allowed, ten seconds. */
export function webhookPost(allowPrivate: boolean): Post {
  return (url, headers, body) =>
    new Promise((resolve, reject) => {
      const address = new URL(url);
      const host = address.hostname.replace(/^\[|\]$/g, '');
      if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) {
        reject(new Error('The address is private'));
        return;
      }
      const send = address.protocol === 'https:' ? httpsRequest : httpRequest;
      const sent = send(address, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      });
      sent.on('response', (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
