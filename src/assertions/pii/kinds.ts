import { findCards } from './card.ts';
import { findEmails } from './email.ts';
import { findIbans } from './iban.ts';
import { findIps } from './ip.ts';
import { maskAllBut, maskEmail } from './mask.ts';
import { findPhones } from './phone.ts';
import { findSsns } from './ssn.ts';

/** A kind of personal data that has a shape of its own. */
export type PiiKind = {
  noun: string;
  find: (text: string) => string[];
  mask: (found: string) => string;
};

export const piiNames = ['email', 'phone', 'card', 'iban', 'ssn', 'ip'] as const;
export type PiiName = (typeof piiNames)[number];

export const piiKinds: Record<PiiName, PiiKind> = {
  email: { noun: 'an e-mail address', find: findEmails, mask: maskEmail },
  phone: { noun: 'a phone number', find: findPhones, mask: maskAllBut(2) },
  card: { noun: 'a card number', find: findCards, mask: maskAllBut(4) },
  iban: { noun: 'an IBAN', find: findIbans, mask: maskAllBut(4) },
  ssn: { noun: 'a social security number', find: findSsns, mask: maskAllBut(2) },
  ip: { noun: 'an IP address', find: findIps, mask: maskAllBut(1) },
};
