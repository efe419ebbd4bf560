"""The tables of agreements, payments and suppliers."""

from awards.models.agreement import Agreement, AgreementAcceptance, Template, UnchangeableError
from awards.models.payment import Payment, PaymentMove, Schedule
from awards.models.supplier import Supplier, SupplierChange, SupplierChangeMove

__all__ = [
    "Agreement",
    "AgreementAcceptance",
    "Payment",
    "PaymentMove",
    "Schedule",
    "Supplier",
    "SupplierChange",
    "SupplierChangeMove",
    "Template",
    "UnchangeableError",
]
