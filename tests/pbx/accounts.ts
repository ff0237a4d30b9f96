/** Who may register at the test servers: the users that both configurations have. */

/** Desks with an endpoint for the companion, and desks where phone and companion share one Address of Record. */
export type Desk = '101' | '102' | '103' | '104' | '105' | '201' | '202';
export type Trunk = 'trunk' | 'trunk2';

export interface Account {
  readonly user: string;
  readonly password: string;
}

/** 202 has room for one contact only, and throws the older one out. */
const sharedDesks: readonly Desk[] = ['201', '202'];

export function accountOf(desk: Desk): { readonly phone: Account; readonly companion: Account } {
  const phone = { user: desk, password: `phone-${desk}` };
  if (sharedDesks.includes(desk)) return { phone, companion: phone };
  return { phone, companion: { user: `${desk}c`, password: `companion-${desk}` } };
}

export const trunkAccount = (trunk: Trunk): Account => ({ user: trunk, password: `${trunk}-secret` });

/** Answers every call after two seconds. Asterisk's dialplan does it by itself; Kamailio has no voice, so a phone does it there. */
export const mailboxAccount: Account = { user: '160', password: 'phone-160' };
