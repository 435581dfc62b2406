import { Container } from '../kinds/pod';
import { isKnownImage, parseDuration, programOf } from './programs';

function container(image: string, ...command: string[]): Container {
  return {
    name: 'c',
    image,
    ...(command.length ? { command } : {}),
    terminationMessagePolicy: 'File',
  };
}

describe('programOf', () => {
  it.each([
    [
      '/agnhost connect --timeout=2s web.default:80',
      {
        client: 'agnhost',
        host: 'web.default',
        port: 80,
        protocol: 'TCP',
        timeout: 2000,
      },
    ],
    [
      '/agnhost connect web:53 --protocol=udp --timeout 500ms',
      {
        client: 'agnhost',
        host: 'web',
        port: 53,
        protocol: 'UDP',
        timeout: 500,
      },
    ],
    [
      'wget -qO- --timeout=2 http://web.default',
      { client: 'wget', host: 'web.default', port: 80, timeout: 2000 },
    ],
    [
      'wget -qO- -T 3 http://web.default:8080/path',
      { client: 'wget', host: 'web.default', port: 8080, timeout: 3000 },
    ],
    [
      'nc -z -w 2 web 5432',
      { client: 'nc', host: 'web', port: 5432, protocol: 'TCP', timeout: 2000 },
    ],
    [
      'nc -zu -w 1 web 53',
      { client: 'nc', host: 'web', port: 53, protocol: 'UDP', timeout: 1000 },
    ],
  ])('reads "%s"', (command, program) => {
    expect(
      programOf(container('agnhost', ...command.split(' '))),
    ).toMatchObject({
      type: 'connect',
      ...program,
    });
  });

  it.each([
    ['sh -c true'],
    ['/agnhost connect nowhere'],
    ['nc -z web'],
    ['sleep long'],
    ['constructor'],
  ])('does not simulate "%s"', command => {
    expect(programOf(container('busybox', ...command.split(' ')))).toEqual({
      type: 'unknown',
      command,
    });
  });

  it('lets servers serve and sleepers sleep', () => {
    expect(programOf(container('nginx'))).toEqual({
      type: 'serve',
      ports: [{ port: 80, protocol: 'TCP' }],
    });
    expect(
      programOf({
        ...container('agnhost:2'),
        args: ['netexec', '--http-port=90'],
      }),
    ).toMatchObject({ type: 'serve', ports: [{ port: 90 }, { port: 8081 }] });
    expect(programOf(container('busybox', 'sleep', '2'))).toEqual({
      type: 'sleep',
      milliseconds: 2000,
    });
    expect(programOf(container('busybox')).type).toBe('exit');
  });
});

describe('parseDuration', () => {
  it.each([
    ['2s', 2000],
    ['1m30s', 90000],
    ['250ms', 250],
    ['1.5', 1500],
    ['soon', undefined],
    ['2 s', undefined],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('isKnownImage', () => {
  it.each([
    ['nginx', true],
    ['docker.io/library/busybox:1.37', true],
    ['registry.k8s.io/e2e-test-images/agnhost:2.53', true],
    ['registry.harbour.example/anything:1', true],
    ['example.com/nginx-like:1', false],
  ])('%s: %s', (image, known) => {
    expect(isKnownImage(image)).toBe(known);
  });
});
