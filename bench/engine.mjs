// Runs dynalite in a separate process, with data in memory. Prints its port.
import dynalite from 'dynalite';

const server = dynalite({ createTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
