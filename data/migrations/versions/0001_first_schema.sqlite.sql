CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger FOR EACH ROW WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'ledger rows are never changed');
END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger FOR EACH ROW WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'ledger rows are never removed');
END;

CREATE TRIGGER ledger_needs_hold BEFORE INSERT ON ledger FOR EACH ROW
WHEN NEW.kind <> 'hold' AND NOT EXISTS (
    SELECT 1 FROM ledger AS held WHERE held.job_id = NEW.job_id AND held.kind = 'hold'
    AND held.guild_id = NEW.guild_id AND held.month = NEW.month AND held.credits >= NEW.credits
)
BEGIN
    SELECT RAISE(ABORT, 'a settle or refund needs its hold');
END;

CREATE TRIGGER jobs_final BEFORE UPDATE OF state ON jobs FOR EACH ROW
WHEN OLD.state IN ('done', 'failed') AND NEW.state <> OLD.state
BEGIN
    SELECT RAISE(ABORT, 'final states never leave');
END;

CREATE TRIGGER clips_final BEFORE UPDATE OF state ON clips FOR EACH ROW
WHEN OLD.state IN ('succeeded', 'failed') AND NEW.state <> OLD.state
BEGIN
    SELECT RAISE(ABORT, 'final states never leave');
END;
