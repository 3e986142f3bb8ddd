/** What the server read and will not do as it stands. Asked again it may, once something has changed. */
export class Refused extends Error {}
