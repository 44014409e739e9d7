/** Whether a host name always refers to this machine. Excludes `x.localhost`, which some resolvers look up on the network. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
