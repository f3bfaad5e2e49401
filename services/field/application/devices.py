"""Phones bound to accounts, and their wiping from afar (FLD-11)."""

from __future__ import annotations

from collections.abc import Sequence

from services.field.application.ports import Devices, NewUow
from services.field.domain.device import IN_USE, MOST_DEVICES, Device
from services.field.domain.refusals import DeviceNotFound, TooManyDevices
from services.kernel.call import Call
from services.kernel.territory_codes import path_of

REMOVE = "field.device.remove"


class RegisterDevice:
    """Called at every contact: binds the phone, or tells it that it was removed."""

    def __init__(self, new_uow: NewUow, devices: Devices) -> None:
        self._new_uow = new_uow
        self._devices = devices

    def __call__(self, call: Call, device_id: str, name: str) -> Device:
        """Raises TooManyDevices for one more than may be in use."""
        with self._new_uow(call) as uow:
            device = self._devices.find(uow, call.actor.id, device_id)
            if device is None:
                if self._devices.active(uow, call.actor.id, uow.now - IN_USE) >= MOST_DEVICES:
                    raise TooManyDevices(most=MOST_DEVICES)
                path = max((each.territory for each in call.actor.grants), key=len, default="")
                device = Device(device_id, call.actor.id, path, name.strip(), uow.now, uow.now)
                self._devices.add(uow, device)
                uow.audit("field.device.register", "device", device_id, territory=path)
            else:
                device.seen(uow.now, name.strip())
                self._devices.save(uow, device)
            uow.commit()
        return device


class RemoveDevice:
    """The phone deletes what it keeps at its next contact."""

    def __init__(self, new_uow: NewUow, devices: Devices) -> None:
        self._new_uow = new_uow
        self._devices = devices

    def __call__(self, call: Call, device_id: str, account_id: str = "") -> Device:
        """One's own, or somebody's with the right to remove it there. Raises DeviceNotFound."""
        with self._new_uow(call) as uow:
            device = self._devices.find(uow, account_id or call.actor.id, device_id)
            own = device is not None and device.account_id == call.actor.id
            if device is None or not (own or call.may(REMOVE, device.territory_path)):
                raise DeviceNotFound()
            if device.remove(call.actor.id, uow.now):
                self._devices.save(uow, device)
                uow.audit("field.device.remove", "device", device_id, territory=device.territory_path)
                uow.commit(result=device_id)
        return device


class ConfirmWipe:
    """The phone says that what it kept is gone."""

    def __init__(self, new_uow: NewUow, devices: Devices) -> None:
        self._new_uow = new_uow
        self._devices = devices

    def __call__(self, call: Call, device_id: str) -> Device:
        """Raises DeviceNotFound."""
        with self._new_uow(call) as uow:
            device = self._devices.find(uow, call.actor.id, device_id)
            if device is None:
                raise DeviceNotFound()
            if device.wiped(uow.now):
                self._devices.save(uow, device)
                uow.audit("field.device.wiped", "device", device_id, territory=device.territory_path)
                uow.commit()
        return device


class ListDevices:
    """The caller's own; those of a territory with the right to remove them."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices

    def __call__(self, call: Call, territory_code: str = "") -> Sequence[tuple[Device, str]]:
        """With the names of their accounts, last seen first. Raises PermissionDenied."""
        if not territory_code:
            return self._devices.of_account(call.actor.id)
        path = path_of(territory_code)
        call.require(REMOVE, path)
        return self._devices.in_scope(call.scope(REMOVE), path)
