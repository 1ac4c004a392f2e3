CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION refuse_without_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM ledger AS held WHERE held.job_id = NEW.job_id AND held.kind = 'hold'
        AND held.guild_id = NEW.guild_id AND held.month = NEW.month AND held.credits >= NEW.credits
    ) THEN
        RAISE EXCEPTION 'a settle or refund needs its hold' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger FOR EACH ROW
EXECUTE FUNCTION refuse('ledger rows are never changed');

CREATE TRIGGER ledger_no_delete BEFORE DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT
EXECUTE FUNCTION refuse('ledger rows are never removed');

CREATE TRIGGER ledger_needs_hold BEFORE INSERT ON ledger FOR EACH ROW WHEN (NEW.kind <> 'hold')
EXECUTE FUNCTION refuse_without_hold();

CREATE TRIGGER jobs_final BEFORE UPDATE OF state ON jobs FOR EACH ROW
WHEN (OLD.state IN ('done', 'failed') AND NEW.state <> OLD.state)
EXECUTE FUNCTION refuse('final states never leave');

CREATE TRIGGER clips_final BEFORE UPDATE OF state ON clips FOR EACH ROW
WHEN (OLD.state IN ('succeeded', 'failed') AND NEW.state <> OLD.state)
EXECUTE FUNCTION refuse('final states never leave');
