/** Problems of the config file and the keyring in the words of the windows' contract. */
import type { StoredProblem } from '../bridge/contract/setup-views.ts';
import type { SecretProblem } from '../settings/secrets.ts';
import type { ConfigProblem } from '../settings/store.ts';

export const configProblemView = (problem: ConfigProblem): StoredProblem => ({
  kind: configKind(problem),
  detail: problem.message,
});

export const secretProblemView = (problem: SecretProblem): StoredProblem => ({
  kind: secretKind(problem),
  detail: problem.message,
});

function configKind({ kind }: ConfigProblem): StoredProblem['kind'] {
  switch (kind) {
    case 'corrupt':
    case 'invalid':
      return 'config-set-aside';
    case 'newer-version':
      return 'config-newer';
    case 'unreadable':
      return 'config-not-writable';
  }
}

function secretKind({ kind }: SecretProblem): StoredProblem['kind'] {
  switch (kind) {
    case 'no-keyring':
    case 'not-protected':
      return 'no-keyring';
    case 'undecryptable':
    case 'corrupt':
    case 'unreadable':
      return 'secrets-unreadable';
    case 'not-written':
      return 'config-not-writable';
  }
}
