import { expect, test } from 'vitest';
import { chooseChallenge } from '../../../main/sip/challenge.ts';
import { digestAnswer } from '../../../main/sip/digest.ts';

const rfc7616 =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%A, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const request = { method: 'GET', uri: '/dir/index.html' };
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

const answerTo = (value: string): string => {
  const challenge = chooseChallenge([value]);
  if (challenge === null) throw new Error('not chosen');
  return digestAnswer(challenge, mufasa, request, cnonce, 1);
};

// RFC 7616 §3.9.1 gives both answers.
test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])("the RFC's own example for %s comes out", (algorithm, response) => {
  expect(answerTo(rfc7616.replace('%A', algorithm))).toBe(
    `Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", response="${response}", algorithm=${algorithm}, opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, cnonce="${cnonce}", nc=00000001`,
  );
});

// RFC 2617 §3.5's values without qop, computed by RFC 2069's formula.
test('a challenge of RFC 2069 gets an answer without qop, nonce count or algorithm', () => {
  expect(
    digestAnswer(
      {
        realm: 'testrealm@host.com',
        nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
        opaque: null,
        algorithm: 'MD5',
        algorithmAsSent: null,
        hasQopAuth: false,
        isStale: false,
      },
      { user: 'Mufasa', password: 'Circle Of Life' },
      request,
      '',
      1,
    ),
  ).toBe(
    'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="670fd8c2df070c60b045671b8b24ff02"',
  );
});

test.each([
  [
    'SHA-256 before MD5',
    ['Digest realm="a", nonce="1", algorithm=SHA-256', 'Digest realm="a", nonce="2", algorithm=MD5'],
    '1',
  ],
  [
    'MD5 before SHA-256',
    ['Digest realm="a", nonce="1", algorithm=md5', 'Digest realm="a", nonce="2", algorithm=SHA-256'],
    '1',
  ],
  [
    'an unknown algorithm first',
    ['Digest realm="a", nonce="1", algorithm=SHA-512-256', 'Digest realm="a", nonce="2"'],
    '2',
  ],
  ['another scheme first', ['Basic realm="a"', 'Digest realm="a", nonce="2"'], '2'],
  [
    'only integrity protection first',
    ['Digest realm="a", nonce="1", qop="auth-int"', 'Digest realm="a", nonce="2", qop="auth"'],
    '2',
  ],
  ['two in one line', ['Digest realm="a, b", nonce="1", algorithm=X, Digest realm="a", nonce="2"'], '2'],
])('with %s the first supported challenge is chosen', (_name, values, nonce) => {
  expect(chooseChallenge(values)?.nonce).toBe(nonce);
});

test.each([[[]], [['Basic realm="a"']], [['Digest realm="a"']], [['Digest nonce="a"']], [['']]])(
  'of %j none is chosen',
  (values) => {
    expect(chooseChallenge(values)).toBeNull();
  },
);

test('a stale nonce is read as such whatever its spelling', () => {
  expect(chooseChallenge(['Digest realm="a", nonce="1", stale=TRUE, qop="auth"'])).toMatchObject({
    isStale: true,
    hasQopAuth: true,
  });
});
