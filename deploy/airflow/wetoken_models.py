"""The model of each WeToken day, once the day is closed: checked, trained, ranked; and how works are taken.

Exit status 1 is an answer that another try does not change: the day is not fit to be learnt from, or what was learnt finds less than what serves, which stays. The
task fails at once, and a person looks at its log. Any other failure is tried again: the day may not be closed yet.
"""

import subprocess
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.python import PythonOperator

WE = "/opt/wetoken/we"
SETTINGS = "/etc/wetoken/we.properties"


def reco(step: str, day: str) -> None:
    command = [WE, "reco", step, "--date", day, "--config", SETTINGS]
    status = subprocess.run(command).returncode
    if status == 1:
        raise AirflowFailException(f"reco {step} says no to {day}")
    if status != 0:
        raise AirflowException(f"reco {step} of {day} ended with {status}")


with DAG(
    dag_id="wetoken_models",
    schedule="@daily",
    start_date=datetime(2026, 11, 1),
    catchup=False,
    max_active_runs=1,
    default_args={
        "retries": 24,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=30),
    },
) as dag:
    check, train, rank, analyse = (
        PythonOperator(task_id=step, python_callable=reco, op_args=[step, "{{ data_interval_start | ds }}"])
        for step in ("check", "train", "rank", "analyse")
    )
    check >> train >> rank
    check >> analyse
