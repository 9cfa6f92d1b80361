using YamlDotNet.RepresentationModel;

namespace Contracts.Tests;

public sealed class AsyncApiTests
{
    [Fact]
    public Task The_document_says_what_the_code_does() => ContractFile.ShouldBeAsync("asyncapi.yaml", AsyncApiDocument.Write());

    [Fact]
    public void The_document_is_written_the_same_each_time() => Assert.Equal(AsyncApiDocument.Write(), AsyncApiDocument.Write());

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(AsyncApiDocument.Write()));
        var root = stream.Documents.Single().RootNode;
        var references = root.AllNodes.OfType<YamlMappingNode>()
            .SelectMany(map => map.Children)
            .Where(child => child.Key.ToString() == "$ref")
            .Select(child => child.Value.ToString())
            .ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            var place = root;
            foreach (var step in reference.Split('/').Skip(1)) place = place[new YamlScalarNode(step)];
        });
    }

    [Fact]
    public void Every_description_and_summary_is_text()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(AsyncApiDocument.Write()));
        var texts = stream.Documents.Single().RootNode.AllNodes.OfType<YamlMappingNode>().SelectMany(map => map.Children)
            .Where(child => child.Key.ToString() is "description" or "summary" && child.Value is YamlScalarNode).ToList();

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => string.IsNullOrWhiteSpace(((YamlScalarNode)text.Value).Value));
    }

    [Fact]
    public void An_event_is_sent_by_its_owner_alone()
    {
        foreach (var one in PlatformParts.Events.Where(one => one.Owner != "platform")) Assert.Equal([one.Owner], Exchange.SendersOf(one));
    }

    [Fact]
    public void A_request_for_states_is_sent_and_answered_by_every_service()
    {
        var request = PlatformParts.EventOf("platform:state-requested:v1");
        Assert.Equal(PlatformParts.Services.Select(service => service.Name), Exchange.SendersOf(request));
        Assert.Equal(PlatformParts.Services.Select(service => service.Name), Exchange.ReceiversOf(request));
    }

    [Fact]
    public void No_service_receives_its_own_events()
    {
        foreach (var one in PlatformParts.Events) Assert.DoesNotContain(one.Owner, Exchange.ReceiversOf(one));
    }
}
