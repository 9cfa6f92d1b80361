using Testing;

[assembly: AssemblyFixture(typeof(RabbitMqBroker))]
