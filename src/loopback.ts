/** Whether a host name can only mean this machine. Not `x.localhost`, which some resolvers ask the network about. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
