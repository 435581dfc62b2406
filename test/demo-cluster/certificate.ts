import { generate } from 'selfsigned';

const tenYears = 10 * 365 * 24 * 3600 * 1000;

/** A certificate that signs itself, for servers on this machine only. */
export async function makeCertificate(
  host: string,
): Promise<{ certificate: string; privateKey: string }> {
  const addresses = [...new Set(['127.0.0.1', '::1', host])].filter(
    address => address !== 'localhost',
  );
  const made = await generate(
    [{ name: 'commonName', value: 'demo-cluster-simulated' }],
    {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + tenYears),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        {
          name: 'keyUsage',
          digitalSignature: true,
          keyCertSign: true,
          critical: true,
        },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            ...addresses.map(ip => ({ type: 7 as const, ip })),
          ],
        },
      ],
    },
  );
  return { certificate: made.cert, privateKey: made.private };
}
