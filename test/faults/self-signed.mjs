// A key and a certificate that nobody vouches for, made anew each time: no key lies about in the repository.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** Source: RFC 5280 §4.1, a version 1 certificate; ITU-T X.690 for its encoding. */
export function selfSigned(name) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(ecdsaWithSha256);
  const subject = sequence(der(SET, sequence(commonName, der(UTF8_STRING, Buffer.from(name)))));
  const now = Date.now();
  const day = 24 * 60 * 60 * 1_000;
  const content = sequence(
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    subject,
    sequence(time(now - day), time(now + day)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', content, privateKey));
  const certificate = sequence(content, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;

/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = der(OBJECT_IDENTIFIER, Buffer.from('2a8648ce3d040302', 'hex'));

/** 2.5.4.3 */
const commonName = der(OBJECT_IDENTIFIER, Buffer.from('550403', 'hex'));

function sequence(...parts) {
  return der(SEQUENCE, ...parts);
}

function time(milliseconds) {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(UTC_TIME, Buffer.from(digits.slice(2)));
}

function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
