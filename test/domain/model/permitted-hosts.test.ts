import { expect, it } from 'vitest';
import { intersect } from '../../../src/core/domain/model/permissions.ts';
import { hostsPermit } from '../../../src/core/domain/model/permitted-hosts.ts';

it.each([
  { host: 'api.example.com', url: 'https://api.example.com/x', is: true },
  { host: 'API.Example.com', url: 'https://api.example.com:8443/', is: true },
  { host: 'api.example.com:443', url: 'https://api.example.com/', is: true },
  { host: 'api.example.com:80', url: 'https://api.example.com/', is: false },
  { host: 'example.com', url: 'https://api.example.com/', is: false },
  { host: 'example.com', url: 'https://example.com.evil.test/', is: false },
  { host: 'example.com', url: 'https://evil.test/?example.com', is: false },
  { host: 'bücher.example', url: 'https://xn--bcher-kva.example/', is: true },
  { host: '[::1]:80', url: 'http://[0:0::1]/', is: true },
  { host: '127.0.0.1', url: 'http://0x7f.1:99/', is: true },
])('$host permits $url: $is', ({ host, url, is }) => {
  expect(hostsPermit([host], new URL(url))).toBe(is);
});

it('of a host and one of its ports two workflows permit the port', () => {
  expect(intersect({ hosts: ['a.test', 'b.test:1'] }, { hosts: ['a.test:8080', 'b.test', 'c.test'] }).hosts).toEqual(['a.test:8080', 'b.test:1']);
});
