"""The cache: counters that slow down whoever tries passwords or floods a form, and nothing else."""

import logging
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)


class CacheSansPanne(RedisCache):
    """A cache that counts nothing when Redis is down: people still log in, because a page must not depend on it.

    Whoever tries passwords cannot bring Redis down. Each failure leaves a line in the log.
    """

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        try:
            return bool(super().add(key, value, timeout, version))
        except RedisError:
            return self._dire(True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return self._dire(default)

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError:
            self._dire(None)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        try:
            return super().incr(key, delta, version)
        except RedisError:
            return int(self._dire(0))

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except RedisError:
            return self._dire(False)

    @staticmethod
    def _dire(reponse: Any) -> Any:
        # Without the key, which may hold the address of who logs in.
        logger.warning("Redis ne répond pas : les connexions et les envois ne sont plus comptés.")
        return reponse
