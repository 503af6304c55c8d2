"""What one upstream request costs without MCP: prints CPU milliseconds of each. Arguments: URL, count."""

import asyncio
import sys
import time

import httpx2


async def main(url: str, count: int) -> None:
    async with httpx2.AsyncClient() as client:
        await client.get(url)
        started = time.process_time()
        for _ in range(count):
            (await client.get(url)).json()
    print((time.process_time() - started) / count * 1000)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
