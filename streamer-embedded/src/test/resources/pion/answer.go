// Answers one offer with Pion: a line comes in and a line goes out, both in Base64; then a line for each track that
// has had fifty packets, with what arrived of it. Ends with its standard input.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v3"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	settings := webrtc.SettingEngine{}
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetIPFilter(func(address net.IP) bool { return address.IsLoopback() })
	media := &webrtc.MediaEngine{}
	check(media.RegisterDefaultCodecs())
	interceptors := &interceptor.Registry{}
	check(webrtc.RegisterDefaultInterceptors(media, interceptors))
	api := webrtc.NewAPI(webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(media),
		webrtc.WithInterceptorRegistry(interceptors))
	connection, err := api.NewPeerConnection(webrtc.Configuration{})
	check(err)

	output := make(chan string)
	go func() {
		for line := range output {
			fmt.Println(line)
		}
	}()
	connection.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		output <- "state " + state.String()
	})
	connection.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
		for packets := 1; ; packets++ {
			if _, _, err := track.ReadRTP(); err != nil {
				return
			}
			if packets == 50 {
				output <- "track " + track.Codec().MimeType + " " + track.RID()
			}
		}
	})

	input := bufio.NewReaderSize(os.Stdin, 1<<16)
	for {
		line, err := input.ReadString('\n')
		if err != nil {
			return
		}
		offer, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
		check(err)
		check(connection.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: string(offer)}))
		answer, err := connection.CreateAnswer(nil)
		check(err)
		gathered := webrtc.GatheringCompletePromise(connection)
		check(connection.SetLocalDescription(answer))
		<-gathered
		output <- "answer " + base64.StdEncoding.EncodeToString([]byte(connection.LocalDescription().SDP))
	}
}
