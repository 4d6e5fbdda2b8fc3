"""One WeToken day a run: the data interval's own day, once it is over.

A run that must wait exits 0 and says for what, so its last line is read: anything but RECONCILED is tried again. Days depend on the day before, for the chain takes
them in their order. "airflow dags backfill" may be used freely: nobody is paid twice.
"""

import json
import subprocess
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException
from airflow.operators.python import PythonOperator

WE = "/opt/wetoken/we"
SETTINGS = "/etc/wetoken/we.properties"


def run_epoch(day: str) -> str:
    """Returns what was paid, in base units."""
    command = [WE, "epoch", "run", "--date", day, "--config", SETTINGS, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    last = json.loads(done.stdout.strip().splitlines()[-1])
    if last["state"] != "RECONCILED":
        raise AirflowException(f"{day} is {last['state']} and waits for {last['waitsFor']}")
    return last["details"]["paid"]


with DAG(
    dag_id="wetoken_epoch",
    schedule="@daily",
    start_date=datetime(2026, 11, 1),
    catchup=True,
    max_active_runs=1,
    default_args={
        "depends_on_past": True,
        "retries": 48,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=30),
    },
) as dag:
    PythonOperator(task_id="run", python_callable=run_epoch, op_args=["{{ data_interval_start | ds }}"])
