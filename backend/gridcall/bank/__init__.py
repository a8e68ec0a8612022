"""The public-service bank (公益银行) over the ledger: branches, redemption, gifts, settlement, statements."""
