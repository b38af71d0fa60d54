"""A relay between one client and the mirror that passes every byte on and notes which requests went by."""

import asyncio
import re
import threading

REQUEST = re.compile(rb"(?:^|\r\n)(GET|HEAD|POST) (\S+) HTTP/1\.1\r\n")


class Witness:
    def __init__(self, address):
        self.host, _, port = address.partition(":")
        self.port = int(port)
        self.requests = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        self.server = self._run(asyncio.start_server(self._relay, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_):
        self._run(self._end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def saw(self, part):
        return [target for target in self.requests if part in target]

    def _run(self, what):
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(30)

    async def _end(self):
        self.server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _relay(self, reader, writer):
        try:
            there_reader, there_writer = await asyncio.open_connection(self.host, self.port)
            await asyncio.gather(self._pump(reader, there_writer, self._note), self._pump(there_reader, writer, lambda _: None))
        except (OSError, asyncio.CancelledError):
            writer.close()

    def _note(self, data):
        self.requests += [target.decode(errors="replace") for _, target in REQUEST.findall(data)]

    @staticmethod
    async def _pump(reader, writer, note):
        try:
            while data := await reader.read(1 << 20):
                note(data)
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()
